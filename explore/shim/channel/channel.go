// Package channel is Go's operations on channels as functions, for generated code and for tests written by
// hand: ch <- v is Send(ch, v), and a select is a call of Select. The channels are Go's own, so that all code
// goes on to agree about their types. Inside an exploration each operation is a step of which the search
// decides when it is made, and whom it meets; outside it is the real thing.
//
// What is done to a channel inside an exploration has to be done by these functions: a real receive would
// wait for ever.
package channel

import (
	"iter"
	"math"
	"time"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Make is make(chan T, capacity). It panics if there can be no such buffer.
func Make[T any](capacity int) chan T {
	c := make(chan T, capacity)
	if x := sched.Current(); x != nil {
		x.Allocated(address(c), 1, sched.Variable{})
		x.IDAt(address(c), sched.ObjState{Cap: capacityOf(c)})
	}
	return c
}

// ForTimer returns a channel with a buffer of one for a timer to send on: what is done to it depends on the
// passing of time. It is for package time of the shims.
func ForTimer() chan time.Time {
	c := make(chan time.Time, 1)
	if x := sched.Current(); x != nil {
		x.Allocated(address(c), 1, sched.Variable{})
		x.IDAt(address(c), sched.ObjState{Cap: 1, On: x.Clock() + 1})
	}
	return c
}

// ID returns the channel's number in an execution, sched.None if it is nil. It is for the other shims.
func ID[T any](x *sched.Exec, c chan T) int32 { return id(x, c) }

// Send is c <- v: it waits until somebody receives v or the buffer has room for it, for ever if c is nil. It
// panics if c is closed. The send happens before the receive of v is done; and the receive of the kth value
// happens before the send of the (k+capacity)th is done.
func Send[T any](c chan<- T, v T) { To(c).Send(v) }

// A Sender is a channel to send to. Unlike Send its methods take what can be assigned to a T.
type Sender[T any] struct{ c chan<- T }

// To returns c as a Sender.
func To[T any](c chan<- T) Sender[T] { return Sender[T]{c} }

// Send is [Send].
func (s Sender[T]) Send(v T) {
	if x := sched.Current(); x != nil && s.offer(x, v) {
		return
	}
	s.c <- v
}

// Len is [Len] of the channel.
func (s Sender[T]) Len() int { return Len(both(s.c)) }

// offer waits until v can be sent, and says whether a receiver has taken it.
func (s Sender[T]) offer(x *sched.Exec, v T) (taken bool) {
	op := sched.Op{Kind: sched.Send, Obj: id(x, both(s.c))}
	if cap(s.c) == 0 {
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

// Recv is <-c: it waits until there is a value, for ever if c is nil. From a channel that is closed and empty
// it receives the zero value, at once.
func Recv[T any](c <-chan T) T {
	v, _ := Recv2(c)
	return v
}

// Recv2 is v, ok = <-c: ok says whether the value was sent; if not, the channel is closed and empty.
func Recv2[T any](c <-chan T) (v T, ok bool) {
	if x := sched.Current(); x != nil {
		return take(x, c, x.Do(sched.Op{Kind: sched.Receive, Obj: id(x, fromBoth(c))}))
	}
	v, ok = <-c
	return v, ok
}

// take returns the value that is received by event e: that of the sender it met, or else one of the
// buffer, if there is any.
func take[T any](x *sched.Exec, c <-chan T, e *sched.Event) (v T, ok bool) {
	if e.With == sched.None {
		v, ok = <-c
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
func All[T any](c <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for {
			if v, ok := Recv2(c); !ok || !yield(v) {
				return
			}
		}
	}
}

// Close is close(c): nothing can be sent any more, and those that wait to send panic. It panics if c is nil,
// or closed already. It happens before a receive that finds the channel closed.
func Close[T any](c chan<- T) {
	if x := sched.Current(); x != nil && c != nil {
		x.Do(sched.Op{Kind: sched.Close, Obj: id(x, both(c))})
	}
	close(c)
}

// Len is len(c): how many values are in the buffer, 0 if c is nil. cap(c) is no step.
func Len[T any](c <-chan T) int {
	if x := sched.Current(); x != nil {
		x.Do(sched.Op{Kind: sched.Len, Obj: id(x, fromBoth(c))})
		if x.Recording {
			x.Note(len(c))
		}
	}
	return len(c)
}

// both returns the channel that c is the sending end of.
func both[T any](c chan<- T) chan T { return *(*chan T)(unsafe.Pointer(&c)) }

// fromBoth returns the channel that c is the receiving end of.
func fromBoth[T any](c <-chan T) chan T { return *(*chan T)(unsafe.Pointer(&c)) }

// address returns what tells the channel from all others.
func address[T any](c chan T) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&c)) }

func capacityOf[T any](c chan T) int32 { return int32(min(cap(c), math.MaxInt32)) }

// id returns the channel's number in the execution.
func id[T any](x *sched.Exec, c chan T) int32 {
	if c == nil {
		return sched.None
	}
	if id, ok := x.Known(address(c)); ok {
		return id
	}
	state := sched.ObjState{N: int32(len(c)), Cap: capacityOf(c), Closed: isClosed(c)}
	if _, ok := any(c).(chan time.Time); ok && cap(c) == 1 { // it may be a timer's
		state.On = x.Clock() + 1
	}
	return x.IDAt(address(c), state)
}

// isClosed says whether a channel is closed that nobody else is using.
func isClosed[T any](c chan T) (closed bool) {
	n := len(c)
	if n == 0 {
		select {
		case _, ok := <-c:
			return !ok
		default:
			return false
		}
	}
	defer func() { closed = recover() != nil }()
	var zero T
	select {
	case c <- zero: // which panics if it is closed
		for range n { // and else goes out again, when what was before it has gone round
			c <- <-c
		}
		<-c
	default:
	}
	return false
}
