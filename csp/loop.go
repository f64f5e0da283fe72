package csp

// A Loop is an event loop: one goroutine that runs the functions posted to it, one at a time, in the
// order of posting. It is an [Actor] whose messages are functions. What is only touched on the loop
// needs no lock; that is how user interfaces and Node.js keep their state, and why nothing on a
// loop may block: all that was posted after it would wait too.
//
// A Post is synchronized before the run of its function, one run before the next, and the last
// before the return of Close. The zero value is not usable; get a Loop from [NewLoop], and Close it,
// or its goroutine stays. A Loop must not be copied after first use.
type Loop struct {
	actor *Actor[func()]
}

// NewLoop starts a loop with a queue for size functions.
func NewLoop(size int) *Loop {
	return &Loop{NewActor(size, func(f func()) { f() })}
}

// Post has f run on the loop, and reports whether it will; it won't once Close has begun. It waits
// only while the queue is full, so a function on the loop must not post to a full queue.
func (l *Loop) Post(f func()) (taken bool) { return l.actor.Send(f) }

// Do has f run on the loop, waits until it has returned, and reports whether it did. A function on
// the loop that calls Do waits for itself: [UnsafeAskSelf].
func (l *Loop) Do(f func()) (done bool) {
	returned := make(chan struct{})
	if !l.Post(func() { defer close(returned); f() }) {
		return false
	}
	<-returned
	return true
}

// Close takes no more functions, and returns when all that were taken have run. Any goroutine but
// the loop's own may call it, any number of times.
func (l *Loop) Close() { l.actor.Close() }
