// Package lockfree asks: what is left of a queue, a stack or a counter when nobody may hold a lock?
//
// A lock makes the others wait, also for a holder that the scheduler has just put to sleep. A lock-free
// structure promises that this cannot stop everybody: whenever goroutines take steps, one of them
// gets its operation done in a finite number of those steps, whichever of the others stand still.
// (Wait-free promises that to each single goroutine.) The promise is about progress. It is not one
// about speed, and least of all one about correctness, which has to be argued for each line.
//
// # The mistakes
//
// There is hardly a data race among them: everything shared is atomic, and so the race detector has
// nothing to say. Elements get lost all the same.
//
//   - [UnsafeNoRetry]: a compare-and-swap whose answer nobody looks at.
//   - [UnsafeStorePush]: no compare-and-swap at all, only a Load and a Store.
//   - [UnsafeRecycled]: nodes used again. The pointer is the same, the stack is not: the ABA problem.
//   - [UnsafePeekPop]: Peek and Pop, each correct, one after the other.
//   - [UnsafePlainNext]: each end has one owner, but the pointer between them has none. A data race,
//     for once.
//   - [UnsafeSwapTail]: the tail moved on before the node is linked, and all that came later out of
//     sight.
//   - [UnsafeLenSnapshot]: a length made of two counts, read one after the other.
//   - [UnsafeTwoDrainers]: what one goroutine has taken out and not yet added up.
//   - [UnsafeTwoProducers]: a queue for one producer, and two of them. Another data race.
//
// # The idea that mends it
//
// Prepare the new state out of everybody's sight, then make it the state by one atomic step that fails
// if the old state is no longer what the preparation started from; if it fails, start again. In
// [Stack] that step is the compare-and-swap of the top. In [Queue] an operation needs two, a slot is
// claimed and then filled, and whoever finds only the first one done undoes it, rather than wait. [Ring]
// has room for so many elements and no more, so nobody can go around a slot that is claimed: there one
// does wait, for a few instructions of another. In [SPSC] there is nobody to compete with: each index has
// one writer. [Counter] sends increments through a linked list, and moves an increment out of the list and
// into the sum by the same step.
//
// The step at which an operation takes effect for everybody is its linearization point. Each type
// names its own; without one to point at, there is no reason to believe that it works.
//
// # The price
//
// What is lock-free must not use its memory again while somebody may still look at it. Here the garbage
// collector sees to that, and has its work: what Queue allocates, for many elements at a time, and Stack,
// for each, is used once. Ring and SPSC allocate nothing. Under contention a failed compare-and-swap is work thrown
// away, and every goroutine wants the same cache line; a mutex, whose waiters sleep, lets one have it for
// a while, and to be as fast one has to back off like that. What does not block cannot make anyone wait
// either: there is no Dequeue that sleeps until an element comes.
//
// # When to use it
//
// Where a goroutine must not wait for another that may be descheduled, and where measurements say so:
// run the benchmarks. A channel is the right queue for most programs, and it wakes its receiver.
//
// # What it does not solve
//
// Two operations in a row are not one operation, however lock-free each of them is. And the elements
// themselves are not protected: a pointer that was passed through a queue has two owners if the
// sender keeps it.
//
// # The clause it rests on
//
// "If the effect of an atomic operation A is observed by atomic operation B, then A is synchronized
// before B. All the atomic operations executed in a program behave as though executed in some
// sequentially consistent order." (The Go Memory Model, Atomic Values, https://go.dev/ref/mem) The
// first sentence is why a node's plain fields may be read by whoever found the node through an atomic
// pointer; the second is why one may reason about the steps one after the other.
package lockfree
