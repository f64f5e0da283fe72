package csp

import "context"

// UnsafeClose is a counter whose owner adds up what it receives until its channel is closed, and
// whose Close, which the owner's side calls, closes that channel.
//
// What goes wrong: only a sender can know that nothing more will be sent. Here A is about to Add
// when B calls Close; then A's send is a send on a closed channel, and panics. An Add that was
// already waiting to be received panics too.
//
// Who notices: the runtime, "panic: send on closed channel", when the close comes first. The race
// detector earlier: to it a close is a write to the channel and a send is a read, and these two are
// not ordered, so it reports them also when the send came first and all went well.
type UnsafeClose struct {
	adds chan int64
	done chan struct{}
	n    int64
}

// NewUnsafeClose starts the owner.
func NewUnsafeClose() *UnsafeClose {
	c := &UnsafeClose{adds: make(chan int64), done: make(chan struct{})}
	go func() {
		defer close(c.done)
		for delta := range c.adds {
			c.n += delta
		}
	}()
	return c
}

// Add adds delta to the sum, or panics.
func (c *UnsafeClose) Add(delta int64) { c.adds <- delta }

// Close says that it is over, without having asked the adders.
func (c *UnsafeClose) Close() { close(c.adds) }

// Value waits for the Close and returns the sum.
func (c *UnsafeClose) Value() int64 {
	<-c.done
	return c.n
}

// UnsafeRecover is [UnsafeClose] after a wrong fix: the panic is caught.
//
// What goes wrong: Add returns as if it had added, and the delta is nowhere. The crash told of a
// lost update; now nothing does. The recover swallows every other panic as well.
//
// Who notices: the race detector, because send and close are as unordered as they were. An assertion
// on the sum, when the close did come first. The runtime no more.
type UnsafeRecover struct {
	*UnsafeClose
}

// NewUnsafeRecover starts the owner.
func NewUnsafeRecover() *UnsafeRecover { return &UnsafeRecover{NewUnsafeClose()} }

// Add adds delta to the sum, or says nothing.
func (c *UnsafeRecover) Add(delta int64) {
	defer func() { _ = recover() }()
	c.UnsafeClose.Add(delta)
}

// UnsafeCloseFlag is [UnsafeClose] after another wrong fix: a flag says whether it is closed.
//
// What goes wrong: A finds the flag unset, B sets it and closes, A sends and panics. Two who Close
// at once both find it unset, and the second close panics. The flag made the crash rare, and is
// itself shared without a lock.
//
// Who notices: the race detector, at the flag, whatever the order.
type UnsafeCloseFlag struct {
	*UnsafeClose
	closed bool
}

// NewUnsafeCloseFlag starts the owner.
func NewUnsafeCloseFlag() *UnsafeCloseFlag { return &UnsafeCloseFlag{UnsafeClose: NewUnsafeClose()} }

// Add adds delta to the sum, unless the counter is closed, or panics.
func (c *UnsafeCloseFlag) Add(delta int64) {
	if !c.closed {
		c.UnsafeClose.Add(delta)
	}
}

// Close closes the counter unless it is closed, or panics.
func (c *UnsafeCloseFlag) Close() {
	if !c.closed {
		c.closed = true
		c.UnsafeClose.Close()
	}
}

// UnsafeCloseTwice is an [Owner] whose Close closes a channel to tell the owner to stop, as in most
// code that has a Stop method.
//
// What goes wrong: that works once. Somebody has written "defer c.Close()", and somebody else calls
// Close by hand on the way out; or two goroutines find out at the same time that it is over. The
// second close panics.
//
// Who notices: the runtime, "panic: close of closed channel". The race detector only if the two are
// different goroutines and unordered.
type UnsafeCloseTwice struct {
	*Owner
}

// NewUnsafeCloseTwice starts the owner.
func NewUnsafeCloseTwice() *UnsafeCloseTwice { return &UnsafeCloseTwice{NewOwner()} }

// Close ends the owner's goroutine, or panics.
func (c *UnsafeCloseTwice) Close() {
	close(c.closing)
	<-c.closed
}

// UnsafeNeverClosed is [Total] without the goroutine that closes the channel.
//
// What goes wrong: range goes on until the channel is closed. All the sums have been sent and
// received, all the senders are gone, and the range waits for another.
//
// Who notices: the runtime, if nothing else of the process is alive: "all goroutines are asleep".
// In a server there is always something else alive; there it is one more request that never ends.
func UnsafeNeverClosed(parts ...[]int64) (total int64) {
	sums := make(chan int64)
	for _, part := range parts {
		go func() { sums <- sum(part) }()
	}
	for s := range sums {
		total += s
	}
	return total
}

// UnsafeStop is an [Actor] that is told to stop by a second channel, beside its mailbox.
//
// What goes wrong: where both a message and the stop are ready, select chooses one at random. Ten
// messages lie in the mailbox when the actor is stopped; it handles none of them, or three, and
// leaves the others there. Each of the ten Sends had returned without an error. Even a Send
// that begins after the stop says so, one time in two, as long as there is room in the mailbox.
//
// Who notices: nobody but an assertion on what was handled. There is no data race, no goroutine is
// left, nothing panics. And while the actor keeps up with its mailbox, nothing is lost either: it
// takes load.
type UnsafeStop[M any] struct {
	mailbox chan M
	stop    chan struct{}
	done    chan struct{}
}

// NewUnsafeStop starts an actor that calls handle for each message, with a mailbox for size of them.
func NewUnsafeStop[M any](size int, handle func(M)) *UnsafeStop[M] {
	a := &UnsafeStop[M]{
		mailbox: make(chan M, size),
		stop:    make(chan struct{}),
		done:    make(chan struct{}),
	}
	go func() {
		defer close(a.done)
		for {
			select {
			case message := <-a.mailbox:
				handle(message)
			case <-a.stop:
				return
			}
		}
	}()
	return a
}

// Send puts the message into the mailbox; that there is no error need not mean much.
func (a *UnsafeStop[M]) Send(ctx context.Context, message M) error {
	select {
	case a.mailbox <- message:
		return nil
	case <-a.stop:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close stops the actor, whatever is in its mailbox. It is to be called once.
func (a *UnsafeStop[M]) Close() {
	close(a.stop)
	<-a.done
}
