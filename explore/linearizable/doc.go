// Package linearizable asks of a structure that goroutines share: does it look as if each operation happened
// at one moment?
//
// A structure is linearizable (Maurice Herlihy and Jeannette Wing, "Linearizability: A Correctness Condition
// for Concurrent Objects", TOPLAS 1990) if whatever its operations return could have been returned by the same
// operations one after the other, in an order in which each takes its place between its call and its return.
// A test need not say which results it expects: it gives the operations, and a model says what each does
// when no other is under way.
//
//	func TestQueue(t *testing.T) {
//		var q Queue
//		h := linearizable.NewQueue[int]().History(t)
//		var wg sync.WaitGroup
//		wg.Go(func() { h.Enqueue(1, q.Enqueue) })
//		wg.Go(func() { h.Dequeue(q.Dequeue) })
//		h.Enqueue(2, q.Enqueue)
//		wg.Wait()
//	}
//
// go test runs it once, and checks the history that came of it; the command counterpoint explore runs it in every
// interleaving, as does [explore.Test] with a body that is written for it. There, h comes of a [Checker] made outside
// of the body, which remembers what it has checked.
//
// There are models of a register, a counter, a queue with and without a bound, a stack, a map, a mutex and a
// semaphore; [NewObject] and [New] take one of your own. Each object that a test watches has a history of its own:
// objects that are linearizable one by one are so together.
//
// # What an exploration sees
//
// The call and the return of an operation are steps of the exploration, beside those that the operation itself
// makes. Whether a history is linearizable depends on which operations had returned before which were called,
// and the operations' own steps do not settle that: a read of one variable and a write of another do not
// depend on each other, so that [explore.DPOR] runs them in one order alone; and a call that is no step
// would always seem to follow at once on the step that its goroutine made before.
//
// A call and a return depend on each other; two calls do not, nor do two returns. So every order that
// histories differ in is seen, and none that they do not. It has its price: two goroutines that do three
// operations each, under a lock, have 20 traces, and 580 when they are watched.
//
// For the order of a call and a return is then the same in all executions of a trace, and with the results it is all
// that linearizability asks about: one execution of a trace has the verdict of all of them. Two traces that differ in
// the history alone differ in that order.
//
// These steps order nothing in the sense of the Go memory model. A data race is not hidden by being watched.
//
// Executions that differ within operations have the same history. Each history is checked once, by
// [porcupine]; a [Checker] outlives the executions to remember it.
//
// # What an ordinary run sees
//
// Calls and returns have times of a clock that ticks at each, so that a history never has one operation return before
// another was called where that was not so. Goroutines are not told apart: reports have clients, of whom each does
// one operation after the other.
//
// To record an operation takes a few atomic steps and no lock, see the benchmark. The race detector does not take them
// for synchronization: with -race, two operations of which one has returned before the other is called are a data
// race if they would be without a history.
//
// To check a history can take time exponential in how many operations are under way at once; that it is long does no
// harm.
//
// # Operations that do not return
//
// An operation is pending if its goroutine has not come back from it when the history is checked: nobody
// waited for it, or it ended its goroutine. It may have taken effect or not. For porcupine it returns after all
// others, with the result [Pending]: the model is asked what the effect would be, and to have it come last is to
// have none.
//
// In an exploration a history is checked when the body has returned, and again at each return after that. This misses
// nothing, since a history that is linearizable still is so with one more call. Where the body itself is stuck nothing
// is checked: the execution has failed. In an ordinary test, it is checked when that ends, and what returns later is
// pending.
//
// [porcupine]: https://github.com/anishathalye/porcupine
package linearizable
