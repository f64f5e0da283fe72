package csp

// waiters are those who wait for a [Semaphore], first come, first served.
type waiters struct {
	first, last *waiter
}

// A waiter waits for n slots. It is not kept for whoever waits next: that may be one in another bubble of
// testing/synctest, where the channel must not be used.
type waiter struct {
	n              int64
	admitted       chan struct{} // closed by who lets it in
	before, behind *waiter
}

func (q *waiters) join(w *waiter) {
	w.before = q.last
	if q.last == nil {
		q.first = w
	} else {
		q.last.behind = w
	}
	q.last = w
}

func (q *waiters) leave(w *waiter) {
	if w.before == nil {
		q.first = w.behind
	} else {
		w.before.behind = w.behind
	}
	if w.behind == nil {
		q.last = w.before
	} else {
		w.behind.before = w.before
	}
}
