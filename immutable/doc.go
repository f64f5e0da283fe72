// Package immutable asks: if nobody ever changes a value, what is there to go wrong?
//
// Nothing, as long as it is true. Two reads are no data race, and a value that is only read needs no
// lock, however many goroutines read it. What changes is replaced: a new value is made, in private,
// and one pointer is turned to it in one atomic step. Who has the old one keeps the old one.
//
// It goes wrong where the value is not as immutable as it looks, and where it is replaced in more
// than one step.
//
// # The mistakes
//
// The value shares memory with something that is written to:
//
//   - [UnsafeSharedSlice]: it is made of the caller's slice, which the caller still has.
//   - [UnsafeSharedMap]: a struct is copied, and the map in it is not.
//   - [UnsafeShallow]: the wrong fix; the map is cloned, and what its values point to is not.
//   - [UnsafeAppend]: two lists made from one by append, which write to the same place behind it.
//     It goes wrong without any goroutines, and silently.
//   - [UnsafeSpareCapacity]: a snapshot with room behind its last element.
//   - [UnsafeGetter]: a method that returns the map that the lock guards.
//   - [UnsafeLateCopy]: the wrong fix, which copies it after the unlock; a data race that the race
//     detector does not see.
//   - [UnsafeMemo]: a value that changes nothing but the hash that it remembers.
//
// The replacement is not one step:
//
//   - [UnsafePublish]: the pointer to the value is a plain one.
//   - [UnsafePublishEarly]: the wrong fix; an atomic one, stored before the value is filled in.
//   - [UnsafeCopyThenStore]: load, change a copy, store: a lost update that the race detector can't
//     see.
//   - [UnsafeTwoLoads]: two numbers that belong together, taken from two versions.
//
// # The idea that mends it
//
// Never change it, replace it (copy on write):
//
//   - Copy what comes in and what goes out, all the way down, or make it of things that never
//     change themselves: [List], [Map].
//   - Share only what nobody will write to any more, and clip a slice before it is shared, so that
//     an append to it must copy: [History].
//   - Replace by compare-and-swap on an [atomic.Pointer], and begin again if another was faster:
//     [Snapshot], on which [Counter] is built, and which can be waited for.
//   - Change in place what nobody else has, and stop when it is given out: [Builder], and [Registry], which has one
//     behind a lock.
//   - Load once, and take everything from what was loaded.
//
// # The price
//
// Every change allocates and copies, and the garbage collector takes back what nobody holds any
// more. [Counter] allocates 16 bytes an Add, and costs about twice as much as a counter with a lock;
// to set a key of a [Map] of 1,000 keys copies three nodes, 720 bytes. A compare-and-swap that loses has done
// all this in vain. What is bought for it: a read is one atomic load, waits for nobody and is waited
// for by nobody, and what it finds is of one moment, for as long as one likes to look at it.
//
// # When to use it
//
// For what is read much more often than it changes, and is small or changes as a whole: a
// configuration, a routing table, a set of feature flags. For what many write, and of which somebody wants a copy now and
// then, there is [Registry].
//
// # What it does not solve
//
// The compiler does not know that a value is immutable, and stops nobody who has a slice, a map or a
// pointer in it from writing there. A reader may also hold a value that has long been replaced; where
// it must act on the newest one only, it takes a lock.
//
// # The clause it rests on
//
// "If the effect of an atomic operation A is observed by atomic operation B, then A is synchronized
// before B." (The Go Memory Model, Atomic Values, https://go.dev/ref/mem)
//
// So all that was written before the pointer was stored is there for whoever loads the pointer; and
// since nothing is written after that, there is nothing left to race with.
package immutable
