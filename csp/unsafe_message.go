package csp

import "sync"

// UnsafeFuture is a [Future] whose value can be had without having waited for it. (The standard
// library's net/rpc has the same shape: a Call's Reply and Error are there once Done has been
// received from, and are exported fields.)
//
// What goes wrong: the caller reads the value and never touches the channel. It gets 0, or the
// value, or of a larger value a part. The send or close orders only those who receive.
//
// Who notices: the race detector. An assertion, when the value was not yet there.
type UnsafeFuture struct {
	done  chan struct{}
	value int64
}

// NewUnsafeFuture starts f on a goroutine of its own.
func NewUnsafeFuture(f func() int64) *UnsafeFuture {
	future := &UnsafeFuture{done: make(chan struct{})}
	go func() {
		future.value = f()
		close(future.done)
	}()
	return future
}

// Done returns a channel that is closed when the value is there.
func (f *UnsafeFuture) Done() <-chan struct{} { return f.done }

// Value returns the value, or what is there in its place.
func (f *UnsafeFuture) Value() int64 { return f.value }

// UnsafeBufferedSignal has fill write a result on another goroutine, waits until the goroutine has
// taken a token from it, which it does after that, and returns the result.
//
// What goes wrong: "the send has returned, so it has been received" is true of a channel without a
// buffer, whose receive is synchronized before the completion of the send. Someone gave this one a
// buffer of one, so as not to block. Now the send returns at once, into the buffer, and the result
// is read before it is written. The memory model has this very program as its example.
//
// Who notices: the race detector. An assertion, when fill was not done yet.
func UnsafeBufferedSignal(fill func(result *int64)) int64 {
	var result int64
	filled := make(chan struct{}, 1)
	go func() {
		fill(&result)
		<-filled
	}()
	filled <- struct{}{}
	return result
}

// UnsafeReuse is [Batches] with one slice for all the batches, to save allocations.
//
// What goes wrong: a slice is a pointer to an array, and to send it copies the pointer. While the
// receiver reads the first batch, the sender is writing the second into the same array. The
// same goes for all who send what bufio.Scanner.Bytes returned, or any pointer, and go on using it.
//
// Who notices: the race detector, as soon as there is a second batch. An assertion, when the
// receiver came late.
func UnsafeReuse(out chan<- []int64, size int, deltas ...int64) {
	batch := make([]int64, 0, size)
	for _, delta := range deltas {
		batch = append(batch, delta)
		if len(batch) == size {
			out <- batch
			batch = batch[:0] // and still in the receiver's hands
		}
	}
	if len(batch) > 0 {
		out <- batch
	}
}

// UnsafeGetSet is an [Owner] that answers two other messages: what is it, and let it be this.
//
// What goes wrong: each message is one step, but Add is two. A asks and is told 5; B asks, is told
// 5, and sets 6; A sets 6. A lost update, and everything in it was done by message. Ownership makes
// the number safe, and not what is done with the answer: the message must say what is meant, "add".
//
// Who notices: nobody but an assertion on the sum, when it is lucky.
type UnsafeGetSet struct {
	gets chan int64
	sets chan int64
}

// NewUnsafeGetSet starts the goroutine that owns the number, which begins at 0.
func NewUnsafeGetSet() *UnsafeGetSet {
	c := &UnsafeGetSet{gets: make(chan int64), sets: make(chan int64)}
	go c.own()
	return c
}

func (c *UnsafeGetSet) own() {
	for n, open := int64(0), true; open; {
		select {
		case c.gets <- n:
		case n, open = <-c.sets:
		}
	}
}

// Value asks for the number.
func (c *UnsafeGetSet) Value() int64 { return <-c.gets }

// Set sets the number.
func (c *UnsafeGetSet) Set(n int64) { c.sets <- n }

// Add adds delta to the sum, or loses it.
func (c *UnsafeGetSet) Add(delta int64) { c.Set(c.Value() + delta) }

// Close ends the owner's goroutine, once nobody adds any more.
func (c *UnsafeGetSet) Close() { close(c.sets) }

// UnsafeOwners does the jobs until the channel is closed, and adds up what they return. One goroutine
// was too slow for that, so it has several.
//
// What goes wrong: the channel gives each job to one of them, but they all add to the one number. To
// share the work is not to share the sum; each owner needs a number of its own, as in [Total].
//
// Who notices: the race detector, as soon as two of them have done a job.
func UnsafeOwners(owners int, jobs <-chan func() int64) (n int64) {
	var wg sync.WaitGroup
	for range owners {
		wg.Go(func() {
			for job := range jobs {
				n += job()
			}
		})
	}
	wg.Wait()
	return n
}
