package csp

import (
	"context"
	"sync"
	"time"
)

// A Loop is an event loop: one goroutine that runs the functions posted to it, one at a time, in the
// order of posting, and those of its timers, in the order of their deadlines. What is only touched on
// the loop needs no lock; that is how user interfaces and Node.js keep their state, and why nothing on
// a loop may block: all that was posted after it would wait too. The structure is the reactor's:
// Douglas Schmidt, "Reactor: An Object Behavioral Pattern for Concurrent Event Demultiplexing and
// Event Handler Dispatching" (PLoP 1994).
//
// The queue is not bounded, other than the mailbox of an [Actor]: a function on the loop posts as
// any other, and would wait for itself at a queue that is full. Who is to be slowed down to what the loop
// can do calls Do.
//
// A function may panic, or call [runtime.Goexit]: the loop goes on with the next. Who waits in Do is told, by a
// [PanicError]; of the others, Close tells.
//
// A Post is synchronized before the run of its function, one run before the next, that of a Do before
// the return of the Do, and the last before the return of Close. The zero value is not usable; get a
// Loop from [NewLoop], and Close it, or its goroutine stays. A Loop must not be copied after first
// use. Do and Close block until what they wait for has run; Post does not, but for a mutex. Post is
// O(1), and allocates nothing but room in the queue, which is used again; a timer is O(log n) among n,
// and one allocation.
//
// Its linearization points are in the mutex: where a function joins the queue, and where the timer
// that is due first leaves the others.
type Loop struct {
	mu     sync.Mutex
	posted []job  // in the order of posting
	timers timers // that have not run
	closed bool

	wake   chan struct{} // has room for one token, which says that one of the above has changed
	worker worker

	// The worker's:
	batch []job       // what was posted, taken all at once
	ran   int         // how many of the batch have begun to run
	alarm *time.Timer // rings at the first deadline
}

// A job is a function, and the question of who waits for its end, if anybody does.
type job struct {
	f        func()
	question *question
}

// NewLoop starts a loop.
func NewLoop() *Loop {
	l := &Loop{wake: make(chan struct{}, 1), worker: newWorker()}
	go l.worker.run(l.work)
	return l
}

// Post has f run on the loop. It returns ErrClosed, and f does not run, once Close has begun. It panics if f is
// nil.
func (l *Loop) Post(f func()) error {
	if f == nil {
		panic("csp: Loop.Post(nil): no function to run; pass one")
	}
	return l.post(job{f: f})
}

// Do has f run on the loop, and waits until it has returned. It returns ErrClosed once Close has
// begun, and ctx's error if that is done before f has begun to run, or from the start: then f does not
// run. It returns a [PanicError] if f panics. It panics if f is nil. A function on the loop that calls
// Do waits for itself: [UnsafeAskSelf].
func (l *Loop) Do(ctx context.Context, f func()) error {
	if f == nil {
		panic("csp: Loop.Do(nil): no function to run; pass one")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	q := newQuestion()
	if err := l.post(job{f, q}); err != nil {
		return err
	}
	select {
	case <-q.settled:
	case <-ctx.Done():
		if q.withdraw() {
			return ctx.Err()
		}
		<-q.settled // it runs
	}
	return q.result()
}

// Close takes no more functions, cancels all timers, and returns when all functions that were posted
// have run. Its error is the first panic that no Do was told of, a [PanicError], and nil if there was
// none. Any goroutine but the loop's own may call it, any number of times; each returns the same.
func (l *Loop) Close() error {
	l.mu.Lock()
	l.closed = true
	l.timers.cancel()
	l.mu.Unlock()
	l.changed()
	return l.worker.err()
}

func (l *Loop) post(j job) error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return ErrClosed
	}
	l.posted = append(l.posted, j)
	first := len(l.posted) == 1
	l.mu.Unlock()
	if first { // the others have been told of, and are taken together
		l.changed()
	}
	return nil
}

// changed wakes the worker up, or keeps it from falling asleep.
func (l *Loop) changed() {
	select {
	case l.wake <- struct{}{}:
	default: // the worker has not even seen the last change
	}
}

// work runs what comes until the loop is closed and nothing is left.
func (l *Loop) work() {
	for {
		j, ok := l.next()
		if !ok {
			return
		}
		if !j.question.begin() {
			continue
		}
		l.worker.current = j.question
		j.f()
		if j.question.settle() {
			close(j.question.settled)
		}
	}
}

// next waits for what is to run next, and is not ok if nothing will be. When all of a batch has run, one
// timer that is due has its turn before the next batch: neither keeps the other waiting for ever.
func (l *Loop) next() (j job, ok bool) {
	for {
		if l.ran < len(l.batch) {
			j, l.batch[l.ran] = l.batch[l.ran], job{}
			l.ran++
			return j, true
		}
		l.mu.Lock()
		l.batch, l.posted, l.ran = l.posted, l.batch[:0], 0
		f, wait := l.timers.due()
		closed := l.closed
		l.mu.Unlock()
		switch {
		case f != nil:
			return job{f: f}, true
		case len(l.batch) > 0:
		case closed:
			return job{}, false
		case wait == never:
			<-l.wake
		default:
			l.sleep(wait)
		}
	}
}

// sleep waits until something has changed, but not longer than d.
func (l *Loop) sleep(d time.Duration) {
	if l.alarm == nil {
		l.alarm = time.NewTimer(d)
	} else {
		l.alarm.Reset(d)
	}
	select {
	case <-l.wake:
		l.alarm.Stop()
	case <-l.alarm.C:
	}
}
