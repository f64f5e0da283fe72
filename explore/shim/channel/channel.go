// Package channel is Go's channels as types and methods, for generated code and for tests written by
// hand: chan T is *Chan[T], ch <- v is ch.Send(v), and a select is a call of Select. Inside an
// exploration each operation is a step of which the search decides when it is made, and whom it
// meets; outside, a Chan is the real channel that it holds.
//
// There are no types of one direction: the compiler has seen to it, before the code was rewritten,
// that nothing is sent where only receiving is allowed. A rewriter makes *Chan[T] of all three, and
// has to refuse code that tells them apart by their types (a type switch, methods of one of them).
package channel

import (
	"iter"
	"math"
	"sync/atomic"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Chan is a channel of values of type T. A nil *Chan is a nil channel, and so is the zero Chan; all
// others are made by Make. Two are the same channel if their pointers are equal.
//
// A send happens before the receive of its value is done, Close before a receive that finds the
// channel closed, and the receive of the kth value before the send of the (k+capacity)th is done. A
// Chan must not be copied.
type Chan[T any] struct {
	// The buffer and its end are those of the real channel also inside an exploration, where the search
	// says when it is used, and never uses it when that would block.
	ch     chan T
	closed atomic.Bool // ch is closed
	timed  bool        // see ForTimer
	obj    sched.Object
}

// Make returns a channel with a buffer of that many elements. It panics if there can be no such buffer.
func Make[T any](capacity int) *Chan[T] {
	c := &Chan[T]{ch: make(chan T, capacity)}
	if x := sched.Current(); x != nil {
		c.id(x)
	}
	return c
}

// ForTimer returns a channel with a buffer of one for a timer to send on: what is done to it depends on the
// passing of time. It is for package time of the shims.
func ForTimer[T any]() *Chan[T] { return &Chan[T]{ch: make(chan T, 1), timed: true} }

// Fire puts v into the buffer, as the search has found room there. It is no step.
func (c *Chan[T]) Fire(v T) { c.ch <- v }

// ID returns the channel's number in an execution, sched.None if it is nil. It is for package time of the
// shims.
func (c *Chan[T]) ID(x *sched.Exec) int32 { return c.id(x) }

// Send sends v: it waits until somebody receives it or the buffer has room for it, for ever if the
// channel is nil. It panics if the channel is closed.
func (c *Chan[T]) Send(v T) {
	if x := sched.Current(); x != nil && c.offer(x, v) {
		return
	}
	c.real() <- v
}

// offer waits until v can be sent, and says whether a receiver has taken it.
func (c *Chan[T]) offer(x *sched.Exec, v T) (taken bool) {
	op := sched.Op{Kind: sched.Send, Obj: c.id(x)}
	if c.Cap() == 0 {
		held := new(T) // where the receiver finds it: the sender's stack may move
		*held = v
		op.Data = unsafe.Pointer(held)
	}
	taken = x.Do(op).G != x.Self()
	if x.Recording {
		x.Note(v)
	}
	return taken
}

// Recv receives a value. It waits until there is one, for ever if the channel is nil. From a channel
// that is closed and empty it receives the zero value, at once.
func (c *Chan[T]) Recv() T {
	v, _ := c.Recv2()
	return v
}

// Recv2 is Recv that says also whether the value was sent; if not, the channel is closed and empty.
func (c *Chan[T]) Recv2() (v T, ok bool) {
	if x := sched.Current(); x != nil {
		return c.take(x, x.Do(sched.Op{Kind: sched.Receive, Obj: c.id(x)}))
	}
	v, ok = <-c.real()
	return v, ok
}

// take returns the value that is received by event e: that of the sender it met, or else one of the
// buffer, if there is any.
func (c *Chan[T]) take(x *sched.Exec, e *sched.Event) (v T, ok bool) {
	if e.With == sched.None {
		v, ok = <-c.ch
	} else {
		op := x.Op(e.With, e.WithI)
		data := op.Data
		if e.WithAlt != sched.None {
			data = op.Cases[e.WithAlt].Data
		}
		v, ok = *(*T)(data), true
	}
	if ok && x.Recording {
		x.Note(v)
	}
	return v, ok
}

// All returns what range over the channel yields: each value received, until the channel is closed and
// empty.
func (c *Chan[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			if v, ok := c.Recv2(); !ok || !yield(v) {
				return
			}
		}
	}
}

// Close closes the channel: nothing can be sent any more, and those that wait to send panic. It panics
// if the channel is nil, or closed already.
func (c *Chan[T]) Close() {
	if x := sched.Current(); x != nil && c.real() != nil {
		x.Do(sched.Op{Kind: sched.Close, Obj: c.id(x)})
	}
	close(c.real())
	c.closed.Store(true)
}

// Len returns how many values are in the buffer; 0 if the channel is nil.
func (c *Chan[T]) Len() int {
	if x := sched.Current(); x != nil {
		x.Do(sched.Op{Kind: sched.Len, Obj: c.id(x)})
		if x.Recording {
			x.Note(len(c.real()))
		}
	}
	return len(c.real())
}

// Cap returns how many values the buffer can hold; 0 if the channel is nil.
func (c *Chan[T]) Cap() int { return cap(c.real()) }

// real returns the real channel, nil for a nil one.
func (c *Chan[T]) real() chan T {
	if c == nil {
		return nil
	}
	return c.ch
}

// id returns the channel's number in the execution.
func (c *Chan[T]) id(x *sched.Exec) int32 {
	if c.real() == nil {
		return sched.None
	}
	state := sched.ObjState{
		N:      int32(len(c.ch)),
		Cap:    int32(min(cap(c.ch), math.MaxInt32)),
		Closed: c.closed.Load(),
	}
	if c.timed {
		state.On = x.Clock() + 1
	}
	return x.ID(&c.obj, state)
}
