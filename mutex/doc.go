// Package mutex asks: now that there is a lock, what can still go wrong?
//
// Nearly everything. A mutex does not know what it guards. It makes goroutines take turns between
// its Lock and its Unlock, and the rest is an agreement that nobody checks: which lock goes with
// which number, that every use of the number is between the two, that the whole of a step is between
// the same two, and that the Unlock comes. Each mistake below breaks one part of that agreement.
//
// # The mistakes
//
// The lock is not there, or it is the wrong one. These are data races, and the race detector sees
// them:
//
//   - [UnsafeRead]: writes lock, reads do not.
//   - [UnsafeRLockWrite]: a write under the lock that lets others in.
//   - [UnsafeTwoLocks]: one lock for writing, another for reading, one number.
//   - [UnsafeLocalLock]: a new lock for each call.
//   - [UnsafeEscape]: the right lock, and a pointer that is used outside of it.
//   - [UnsafeUnrelatedLock]: no lock for the number, but one for something else close by, which
//     orders the accesses by accident. The race detector is silent, until somebody takes out a
//     line: [UnsafeUnrelatedLockBefore].
//   - testdata/copiedlock: a lock for each goroutine, because the struct was copied.
//
// The lock is the right one, but the step is more than what it covers. Every access is locked, so
// there is no data race and the race detector has nothing to say; the result is wrong all the same:
//
//   - [UnsafeGetSet]: Value, then Set; the method pair that invites it.
//   - [UnsafeEachHalf]: a lock around the read, and a lock around the write.
//   - [UnsafeCheckThenAct]: the answer is old when it is acted on.
//   - [UnsafeLockEach]: two numbers that belong together, each with its own lock.
//   - [UnsafeTryLock]: does not wait for the lock, and drops the Add.
//   - testdata/valuereceiver: each call locks, and counts, a copy of its own.
//
// The unlock is missing, or comes too late or too often. The next Lock waits for ever, or the
// runtime ends the process:
//
//   - [UnsafeEarlyReturn]: a return between Lock and Unlock.
//   - [UnsafePanic]: a panic between Lock and Unlock, recovered further up.
//   - [UnsafeDeferInLoop]: a defer that waits for the function's end, not the loop's.
//   - [UnsafeUpgrade]: asks for the write lock with the read lock in hand.
//   - [UnsafeNested]: asks for the lock that it is inside of.
//   - [UnsafeUnlockTwice]: the fix of the early return, once too often.
//   - [UnsafeWrongUnlock]: RLock, then Unlock.
//   - testdata/lockedcopy: a copy of a lock that was held, and stays so.
//
// # The idea that mends it
//
// Put the lock beside what it guards, in one struct, unexported, and give the struct methods that
// are whole steps: Add and not Get and Set, TryAdd and not Room and Add. Each method locks first,
// defers the unlock in the next line, and does nothing slow in between. [Counter] is the pattern,
// [Limited] has a check in its step, [Group] has several numbers in one.
//
// Where a type of its own is not worth while, [Guarded] is the agreement as a type: the value is reached inside its lock,
// and not otherwise. [RWGuarded] lets readers in together, and [Keyed] has a lock for each key, as long as somebody
// uses it.
//
// One lock for many numbers is right, and needed, where a step concerns several of them. Where none
// does, it only makes strangers wait for each other.
//
// # The price
//
// A Lock and an Unlock that nobody contends cost some ten nanoseconds. Contended, the goroutines
// queue up: what one mutex guards never gets more than one processor's worth of work done.
//
// An RWMutex lets readers in together, but each of them still writes to the lock to say that it is
// there. Where the read is of one number, that is most of the work: on the two processors of the
// machine where this was written, two goroutines that only read found [RWCounter] now a little
// cheaper than [Counter], now three times as dear, and two that only added up to twice as dear.
// Measure before choosing: go test -bench=. ./mutex
//
// # When to use it
//
// First. A mutex covers any number of variables and any code, and is the easiest of all to get
// right. Package atomic is for a single word, package immutable for much read and seldom changed,
// package tls for sums that are rarely asked for, package csp where the work moves and not only the
// data.
//
// # What it does not solve
//
// Two locks held at once can wait for each other: see package deadlock. Two right methods in a row
// are not one right step: see [UnsafeCheckThenAct]. And a goroutine that waits for the Lock of a
// sync.Mutex can't be told to stop waiting; one that waits for a Guarded or a Keyed can, by a context.
//
// # The clause it rests on
//
// From The Go Memory Model (https://go.dev/ref/mem), Locks:
//
// "For any sync.Mutex or sync.RWMutex variable l and n < m, call n of l.Unlock() is synchronized
// before call m of l.Lock() returns."
//
// "For any call to l.RLock on a sync.RWMutex variable l, there is an n such that the nth call to
// l.Unlock is synchronized before the return from l.RLock, and the matching call to l.RUnlock is
// synchronized before the return from call n+1 to l.Lock."
//
// Read what they do not say: two different locks order nothing, nor do two RLocks.
package mutex
