// Package atomic asks: if every access to the number is atomic, what can 8 goroutines that each add
// 1 to it a thousand times still make of it?
//
// Still anything from 2 to 8,000. An atomic load, an addition and an atomic store are three steps,
// and another goroutine can come between any two of them. What has changed is that nobody notices. A data race is two accesses of one memory location that nothing orders, at least
// one of them a write and at least one of them plain; with all of them atomic there is no data race,
// and the race detector, which sees nothing else, is silent. A race condition, an outcome that
// depends on who comes first, needs no data race.
//
// # The mistakes
//
// Indivisible steps, one after the other, on which the race detector is silent:
//
//   - [UnsafeLoadStore]: a load and a store in place of an Add.
//   - [UnsafeReset]: a load and a store in place of a Swap.
//   - [UnsafeCASOnce]: a compare-and-swap that fails, and nobody looks.
//   - [UnsafeCheckThenAdd]: room was found, and is gone by the time of the Add.
//   - [UnsafeAddThenUndo]: its wrong fix, which is over the limit for a moment.
//   - [UnsafeTwo]: two numbers that belong together, each of them atomic by itself.
//   - testdata/valuereceiver: atomic steps on a copy; go vet sees it.
//
// Accesses that were to be atomic and are not all, which the race detector sees:
//
//   - [UnsafeMixed]: an atomic add and a plain read.
//   - testdata/assign: n = atomic.AddInt64(&n, 1), an atomic add and a plain store; go vet sees it
//     too.
//   - [UnsafeFlag]: a plain flag that is to say that the result is there.
//   - [UnsafeDoubleChecked]: a look at a plain pointer before the lock is taken.
//   - [UnsafeOnce]: its wrong fix, which says that the value is made and then makes it.
//
// And [UnsafeValue], an [atomic.Value] that gets values of more than one type, which panics.
//
// # The idea that mends it
//
// Make the step indivisible: the whole step, from the first look to the last write.
//
//   - The processor has an instruction for some: [Counter.Add] is one, [Counter.Flush] another.
//   - For any other step on one word there is the compare-and-swap loop: load, compute, and store
//     only if the word is still what was loaded; if it isn't, begin again. [Counter.Update] is the
//     loop; [Bounded], which keeps a limit, and [Max] and [Min], which keep a mark, are what it is good
//     for.
//   - Two numbers that belong together go into one word ([Tally]), or behind one pointer, as package
//     immutable does it.
//   - And an atomic store orders what was written before it: [Result] and [Lazy] publish plain
//     memory by one atomic step, done last. [Flag] is that step alone, with a channel to wait by.
//
// Types such as [atomic.Int64] are better than functions such as [atomic.AddInt64]: a plain access
// of theirs does not compile, and they are aligned to 64 bits on every machine.
//
// # The price
//
// An Add is about half of what a lock and an unlock cost, and never waits for anybody; run the
// benchmarks for the numbers of a machine. It is still a write to memory that all processors share,
// and the processors take turns at that, also where they only write what stands beside it: see [Pad].
// A compare-and-swap loop adds the rounds in vain: when many write at once, one gets through and the
// others begin again. That some goroutine always gets through is what lock-free means; wait-free means
// that each does, in a bounded number of steps of its own.
//
// # When to use it
//
// For one word: a count, a limit, a flag, a pointer. As soon as a second variable has to agree with
// the first, a mutex is the better choice, and easier to see to be right.
//
// # What the machine really does
//
// That goroutines take turns is what the memory model promises of programs without data races. Of one that has a data race
// it promises little, and the machine makes use of that. Package litmus, below this one, has two goroutines do it millions of
// times, and counts: two that store into one variable each, and then look at the other's, both find nothing; a variable that is
// read through two pointers is 0, then 1, then 0, since the compiler has made one load of two; a temperature of 68 °F, in the
// middle of being written, reads as 68 °C. With atomics none of this is met. But an update is lost with an atomic load and an
// atomic store as it is with plain ones, on which see [UnsafeLoadStore]. To see what your machine does:
//
//	counterpoint litmus
//
// The tables have a package of their own, since they are there to be imported, and to be added to: a litmus test of one's own
// is 15 lines. Each outcome is graded before the run, by the clause of the memory model that decides it; a forbidden one fails
// the test, and how often the others are met is printed and nothing more.
//
// # What it does not solve
//
// Two atomic operations in a row are two steps again. Also two calls of the safe types here are:
// Value and then Add is [UnsafeLoadStore], whatever it is called on.
//
// # The clause it rests on
//
// "If the effect of an atomic operation A is observed by atomic operation B, then A is synchronized
// before B. All the atomic operations executed in a program behave as though executed in some
// sequentially consistent order." (The Go Memory Model, Atomic Values, https://go.dev/ref/mem)
//
// The first sentence is why [Result] may keep its result in a plain variable; the second is why one
// may think of atomic operations as taking turns.
package atomic
