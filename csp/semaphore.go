package csp

import "context"

// A Semaphore lets a number of goroutines in at a time. It is a buffered channel: each token in the
// buffer is one that is in, and a send to a full buffer waits outside. The semaphore is Edsger W.
// Dijkstra's ("Cooperating Sequential Processes", EWD 123, 1965); its form as a channel is the
// memory model's own example.
//
// A call of Release is synchronized before the return of the Acquire that its slot lets in: with C
// slots, "the kth receive from a channel with capacity C is synchronized before the completion of
// the k+Cth send on that channel". The zero value is not usable: its channel is nil; get one from
// [NewSemaphore]. It holds no goroutine. A Semaphore must not be copied after first use.
type Semaphore struct {
	slots chan struct{}
}

// NewSemaphore returns a semaphore with n free slots.
func NewSemaphore(n int) *Semaphore {
	if n < 1 {
		panic("csp: NewSemaphore with less than 1 slot lets nobody in")
	}
	return &Semaphore{make(chan struct{}, n)}
}

// Acquire waits for a slot and takes it. Go's runtime lets those who wait in by the order in which
// they came.
func (s *Semaphore) Acquire() { s.slots <- struct{}{} }

// AcquireContext is Acquire, but gives up when ctx is done, and returns ctx's error: with a
// channel that is one more case of a select, with a sync.Mutex it cannot be done.
func (s *Semaphore) AcquireContext(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err // or select might still choose a free slot
	}
	select {
	case s.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// TryAcquire takes a slot if one is free at this moment, and reports whether it did. To look and to
// take are one step; [UnsafeLenCheck] makes two of it.
func (s *Semaphore) TryAcquire() bool {
	select {
	case s.slots <- struct{}{}:
		return true
	default:
		return false
	}
}

// Release gives a slot back. It panics if none is taken: there has been a Release too many.
func (s *Semaphore) Release() {
	select {
	case <-s.slots:
	default:
		panic("csp: Release of a Semaphore that has no slot taken; each Release needs its own Acquire")
	}
}

// Do runs f in a slot and gives the slot back however f ends, by a return or a panic.
func (s *Semaphore) Do(f func() error) error {
	s.Acquire()
	defer s.Release()
	return f()
}
