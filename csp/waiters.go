package csp

import "sync"

// waiters are those who wait for a [Semaphore], first come, first served.
type waiters struct {
	first, last *waiter
}

// A waiter waits for n slots. It is used again when it has been let in, or has left.
type waiter struct {
	n              int64
	admitted       chan struct{} // has room for the one token, so that nobody who lets in waits
	before, behind *waiter
}

var spare = sync.Pool{New: func() any { return &waiter{admitted: make(chan struct{}, 1)} }}

func (q *waiters) join(w *waiter) {
	w.before, w.behind = q.last, nil
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
	w.before, w.behind = nil, nil
}
