package csp

import "context"

// UnsafeUnread is [Numbers] without a way to say that one has seen enough.
//
// What goes wrong: the reader takes three numbers and returns. The goroutine stands at its fourth
// send, which nobody will ever receive, with all that it holds; a channel that is no longer
// reachable from anywhere else does not wake it.
//
// Who notices: goleak, or the memory of the server after a week. To the runtime one goroutine that
// waits is none of its business as long as another runs.
func UnsafeUnread(n int64) <-chan int64 {
	out := make(chan int64)
	go func() {
		defer close(out)
		for i := range n {
			out <- i + 1
		}
	}()
	return out
}

// UnsafeNilChannel is a counter that has to be started before use, because its channel has to be
// made.
//
// What goes wrong: a send to a nil channel does not fail, it waits for ever; so does a receive. It
// is the rule that lets select switch a case off, and it makes a forgotten make a silence.
//
// Who notices: the runtime, "chan send (nil chan)", if nothing else of the process is alive. go vet
// does not.
type UnsafeNilChannel struct {
	adds chan int64
	n    int64
}

// Start makes the channel and starts the owner, if anyone remembers to call it.
func (c *UnsafeNilChannel) Start() {
	c.adds = make(chan int64)
	go func() {
		for delta := range c.adds {
			c.n += delta
		}
	}()
}

// Add adds delta to the sum, or never returns.
func (c *UnsafeNilChannel) Add(delta int64) { c.adds <- delta }

// UnsafeAskSelf is a [LoopCounter] with one more method, which puts two of its methods together.
//
// What goes wrong: Double runs on the loop, for it wants to be one step. There it calls Value, which
// posts to the loop and waits until the loop has come to it; the loop is waiting for Value. It is
// the actors' form of locking a mutex twice. What runs on the loop owns n, and could just use it.
//
// Who notices: the runtime, if nothing else of the process is alive.
type UnsafeAskSelf struct {
	*LoopCounter
}

// Double adds the sum to itself, or never returns.
func (c UnsafeAskSelf) Double() {
	_ = c.loop.Do(context.Background(), func() { c.Add(c.Value()) })
}

// UnsafeLenCheck is a semaphore for those who must not wait: they first look whether there is
// room, and do something else if not. It is a buffered channel, as in [SemaphoreCounter].
//
// What goes wrong: there is one slot left. A looks, and finds it free; B looks, and finds it free;
// B takes it; A, which must not wait, waits. What len says of a channel may be over before it has
// returned. To look and to take must be one step: select with a default.
//
// Who notices: nobody, unless all of the process stands still. Each step is synchronized.
type UnsafeLenCheck struct {
	slots chan struct{}
}

// NewUnsafeLenCheck returns a semaphore with n free slots.
func NewUnsafeLenCheck(n int) *UnsafeLenCheck { return &UnsafeLenCheck{make(chan struct{}, n)} }

// Free reports whether a slot was free a moment ago.
func (s *UnsafeLenCheck) Free() bool { return len(s.slots) < cap(s.slots) }

// Acquire takes a slot, and waits for one if it must.
func (s *UnsafeLenCheck) Acquire() { s.slots <- struct{}{} }

// UnsafeSemaphoreLeak is a [Semaphore] whose Do gives the slot back where all goes well.
//
// What goes wrong: each failure takes a slot out of circulation, and so does each panic that
// somebody recovers further up. With C slots the C+1st Do after C failures never begins: the
// service stands still hours after the errors that caused it.
//
// Who notices: the runtime, if nothing else of the process is alive. No goroutine is left, no
// number is wrong.
type UnsafeSemaphoreLeak struct {
	*Semaphore
}

// Do runs f with n slots, and gives them back if f succeeds.
func (s UnsafeSemaphoreLeak) Do(ctx context.Context, n int64, f func() error) error {
	if err := s.Acquire(ctx, n); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	s.Release(n)
	return nil
}

// UnsafeDrop is a counter whose Add never blocks, as clients of metrics services like to have it:
// increments go into a buffer, and whoever reports collects them.
//
// What goes wrong: where the buffer is full the default case is taken, which does nothing. So it
// counts well as long as little is to be counted, and what it loses it does not count.
//
// Who notices: nobody but an assertion on the sum. There is no data race: every increment that is
// not lost is properly handed over.
type UnsafeDrop struct {
	adds chan int64
	n    int64 // the collector's
}

// NewUnsafeDrop returns a counter that buffers size increments.
func NewUnsafeDrop(size int) *UnsafeDrop { return &UnsafeDrop{adds: make(chan int64, size)} }

// Add adds delta to the sum, or drops it.
func (c *UnsafeDrop) Add(delta int64) {
	select {
	case c.adds <- delta:
	default: // never block the caller
	}
}

// Value collects what is in the buffer and returns the sum. Only one goroutine, the collector, may
// call it.
func (c *UnsafeDrop) Value() int64 {
	for {
		select {
		case delta := <-c.adds:
			c.n += delta
		default:
			return c.n
		}
	}
}
