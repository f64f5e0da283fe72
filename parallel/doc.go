// Package parallel asks: is it still a race when only one of them runs at a time?
//
// Take the 8 goroutines that add 1 a thousand times, and give them one processor. Or one lock that
// each must hold to run at all, as the threads of a Python program have. Nothing runs in parallel
// any more, no two are ever in the same place. The sum can still be wrong. A lost update needs a
// load and a store with somebody else's in between; whether the others ran at the same time or the
// first was put aside for them makes no difference to the number. "Concurrency is about dealing with
// lots of things at once. Parallelism is about doing lots of things at once." (Rob Pike,
// "Concurrency is not parallelism", https://go.dev/blog/waza-talk) It is the dealing that goes
// wrong.
//
// # The mistakes
//
//   - [UnsafeGIL]: each instruction of an interpreter runs under a global lock, and n += 1 is three
//     instructions.
//   - [UnsafeOneProcessor]: GOMAXPROCS(1) in place of a lock.
//   - [UnsafeLockOSThread]: a lock by its name.
//   - [UnsafeCopied]: what each goroutine counts is its own, and nobody else's.
//   - [UnsafePerProcess]: the same with processes, which share nothing even if they want to.
//
// # The idea that mends it
//
// Say what is one step, and say it with something that means that. [Counter] holds the global lock
// over a whole statement and not over a part of one. And where the counting is to be done by several
// processes, let each count for itself and send what it has counted: [PerProcess].
//
// # The price
//
// Under one global lock a second processor brings nothing. That is the bargain of the interpreters
// that have one: simple and fast for one thread, and for more processors more processes, with
// copies and messages between them in place of shared memory.
//
// # When to use it
//
// A global lock, when the work is mostly waiting, and is done without the lock. Processes, when one
// must not be able to bring down another, or when the language has a global lock.
//
// # What it does not solve
//
// A program that is right on one processor because of some detail of its scheduler. CPython "offers
// to switch among threads only between bytecode instructions", and lists i = i+1 among what is not
// atomic (https://docs.python.org/3/faq/library.html#what-kinds-of-global-value-mutation-are-thread-safe);
// in Go a goroutine can be made to give way nearly anywhere. What never went wrong there begins to
// with the next release, or with the second processor.
//
// # The clause it rests on
//
// "In the absence of data races, Go programs behave as if all the goroutines were multiplexed onto a
// single processor." (The Go Memory Model, Informal Overview, https://go.dev/ref/mem) A single
// processor is thus the best that a program can hope for, and it excludes none of the ways in which
// goroutines interleave. Nor does it excuse a data race, which the model defines by the order of two
// accesses, "unordered by happens before", and not by when or where they run.
package parallel
