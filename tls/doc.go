// Package tls asks: eight workers count, and only the total is wanted. Why should they meet before
// the end?
//
// They need not. A number that only one goroutine can reach is never raced for: no lock, no atomic
// operation, no cache line that travels between processors at every step. What is left to share is
// one sum a worker, handed over once. C and Java call such state thread-local storage. Go has no
// word for it, on purpose, and needs none: a variable that is declared inside the goroutine's
// function is local to the goroutine, for as long as nobody else gets hold of it.
//
// # The mistakes
//
// All of them believe that something is local which is not, or merge what is not finished:
//
//   - [UnsafeSharedSlot]: a slot a worker, chosen by worker % slots, and more workers than slots.
//   - [UnsafeReusedSlot]: the same behind an id that is given out twice. Every access is atomic, so
//     the race detector has nothing to say, and half of the counts are gone.
//   - [UnsafeSharedHandle]: the local variable, declared one line too early.
//   - [UnsafeContext]: state "of the request" in its context, and a request of two goroutines.
//   - [UnsafePooled]: what came from a sync.Pool, and is still used after it went back.
//   - [UnsafeEarlyMerge]: the sums added up before the workers were done; and [UnsafeEarlyAtomic],
//     its wrong fix, which pleases the race detector and still returns too little.
//   - [UnsafeUnflushed]: the last few increments, which stayed in a worker's batch.
//   - [UnsafeReset]: a total that is read and set to zero, in two steps.
//
// # The idea that mends it
//
// [Sum]: state that the goroutine itself declares, handed over when the goroutine is done, and added
// up after all of them have been waited for. [Local] is that for a state of any type, and for
// workers that somebody else starts. [Pooled] does the same for a scratch buffer: between Get and
// Put it is nobody else's, and only a copy leaves. [Counter] is for those who cannot wait for the
// end: it shares, but spreads the sharing over so many cache lines that goroutines rarely meet.
//
// # The price
//
// Nobody knows the total before the end. [Counter] does, nearly: its Value adds up numbers that go
// on changing while it reads them, so it may return a sum that never was the sum at any one moment.
// And it takes 4 KiB, where one atomic number takes 8 bytes, and a Value 32 loads in place of one.
//
// # When to use it
//
// Use Sum, or Local with a type of your own in place of int64, whenever the work has an end:
// parallel loops, map and reduce, histograms. Use Counter where many processors count all the time
// and somebody looks now and then, as with metrics. For anything less hot one atomic number is
// simpler and costs less.
//
// # What it does not solve
//
// State that must be consistent while it is in use. No limit can be kept by a counter that is spread
// out, because nobody can read it and add to it in one step.
//
// # The clause it rests on
//
// "The go statement that starts a new goroutine is synchronized before the start of the goroutine's
// execution." (The Go Memory Model, Goroutine creation, https://go.dev/ref/mem) So a worker sees
// what was made for it. The other end is not free: "The exit of a goroutine is not guaranteed to be
// synchronized before any event in the program." The join is what makes the merge safe: "a call to
// Done 'synchronizes before' the return of any Wait call that it unblocks." (package sync,
// WaitGroup.Done)
package tls
