// Package linearizable asks of a structure that goroutines share: does it look as if each operation happened
// at one moment?
//
// A structure is linearizable (Maurice Herlihy and Jeannette Wing, "Linearizability: A Correctness Condition
// for Concurrent Objects", TOPLAS 1990) if whatever its operations return could have been returned by the same
// operations one after the other, in an order in which each takes its place between its call and its return.
// A test need not say which results it expects: it gives the operations, and a model says what each does
// when no other is under way. It is for tests written by hand.
//
//	func TestQueue(t *testing.T) {
//		check := linearizable.NewQueue[int]()
//		explore.Test(t, func(t *explore.T) {
//			var q Queue
//			h := check.History(t)
//			t.Go(func() { h.Enqueue(1, q.Enqueue) })
//			t.Go(func() { h.Dequeue(q.Dequeue) })
//			h.Enqueue(2, q.Enqueue)
//			t.Wait()
//		})
//	}
//
// There are models of a register, a counter, a queue, a stack, a map and a mutex; [New] takes one of your own.
// Each object that a test watches has a history of its own: objects that are linearizable one by one are so
// together.
//
// # What is seen
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
// These steps order nothing in the sense of the Go memory model. A data race is not hidden by being watched.
//
// Executions that differ within operations have the same history. Each history is checked once, by
// [porcupine]; a [Checker] outlives the executions to remember it.
//
// # Operations that do not return
//
// An operation is pending if its goroutine has not come back from it when the history is checked: nobody
// waited for it, or it ended its goroutine. It may have taken effect or not. For porcupine it returns after all
// others, with the result [Pending]: the model is asked what the effect would be, and to have it come last is to
// have none.
//
// A history is checked when the body has returned, and again at each return after that. This misses nothing,
// since a history that is linearizable still is so with one more call. Where the body itself is stuck nothing is
// checked: the execution has failed.
//
// [porcupine]: https://github.com/anishathalye/porcupine
package linearizable
