package csp

// A Future is a value that a goroutine is still working on. The channel says when it is there, and
// only who has received from the channel may read it. [UnsafeFuture] reads it at once. The word is
// from Henry C. Baker and Carl Hewitt, "The Incremental Garbage Collection of Processes" (1977).
//
// The return of the function is synchronized before the return of every Value, and before a receive
// from Done. The zero value is not usable; get a Future from [NewFuture], whose goroutine ends by
// itself, whether anyone asks for the value or not. A Future must not be copied after first use. Value
// blocks until the function has returned, is O(1), and allocates nothing.
type Future[T any] struct {
	_     noCopy
	done  chan struct{}
	value T // written before the close of done, read after it
}

// NewFuture starts f on a goroutine of its own. An f that panics ends the process, as any goroutine
// would.
func NewFuture[T any](f func() T) *Future[T] {
	future := &Future[T]{done: make(chan struct{})}
	go func() {
		// A close, not a send: it is seen by all who wait, however many and however late.
		defer close(future.done)
		future.value = f()
	}()
	return future
}

// Done returns a channel that is closed when the value is there, for use in a select.
func (f *Future[T]) Done() <-chan struct{} { return f.done }

// Value waits for the value and returns it; it may be asked for again, by anyone.
func (f *Future[T]) Value() T {
	<-f.done
	return f.value
}
