package channel

import (
	"reflect"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Case is a case of a Select. It is made by SendCase or RecvCase.
type Case struct {
	on   port
	kind sched.Kind     // Send or Receive
	data unsafe.Pointer // to the value to be sent, or to where the one received goes; nil if nowhere
}

// A port is a channel of whatever type of values.
type port interface {
	id(x *sched.Exec) int32
	finish(x *sched.Exec, e *sched.Event, c Case) (ok bool)
	native(c Case) reflect.SelectCase
}

// An end is a channel as the port of a case.
type end[T any] struct{ c chan T }

// SendCase returns the case of sending v on the channel. It is never ready on a nil channel.
func SendCase[T any](c chan<- T, v T) Case { return To(c).Case(v) }

// Case is [SendCase].
func (s Sender[T]) Case(v T) Case {
	return Case{on: end[T]{both(s.c)}, kind: sched.Send, data: unsafe.Pointer(&v)}
}

// RecvCase returns the case of receiving from the channel: if it is chosen, the value goes to *v,
// unless v is nil. It is never ready on a nil channel.
func RecvCase[T any](c <-chan T, v *T) Case {
	return Case{on: end[T]{fromBoth(c)}, kind: sched.Receive, data: unsafe.Pointer(v)}
}

// Select waits until one of the cases can go on, makes it and returns its index. With a default case it
// does not wait, and returns -1 if no case can go on. Without cases it waits for ever. Of several cases
// that can go on it chooses any; inside an exploration, each of them in its turn. ok says of a receive
// whether the value was sent; if not, the channel is closed and empty. Select panics if it chooses to
// send on a channel that is closed.
func Select(hasDefault bool, cases ...Case) (chosen int, ok bool) {
	x := sched.Current()
	if x == nil {
		return selectNative(hasDefault, cases)
	}
	op := sched.Op{Kind: sched.Select, Obj: sched.None, Default: hasDefault, Cases: x.NewCases(len(cases))}
	for i := range cases {
		c := cases[i]
		op.Cases[i] = sched.Case{Kind: c.kind, Obj: c.on.id(x), Data: c.data}
	}
	e := x.Do(op)
	switch {
	case e.G != x.Self(): // it was met by a receiver
		return int(e.WithAlt), false
	case e.Alt == sched.Default:
		return -1, false
	}
	c := cases[e.Alt]
	return int(e.Alt), c.on.finish(x, e, c)
}

// finish does what event e has chosen case k for, and returns whether it has received a value.
func (d end[T]) finish(x *sched.Exec, e *sched.Event, k Case) (ok bool) {
	p := (*T)(k.data)
	if k.kind == sched.Send {
		if x.Recording {
			x.Note(*p)
		}
		d.c <- *p
		return false
	}
	v, ok := take(x, d.c, e)
	if p != nil {
		*p = v
	}
	return ok
}

// selectNative is Select of the real channels.
func selectNative(hasDefault bool, cases []Case) (chosen int, ok bool) {
	native := make([]reflect.SelectCase, len(cases), len(cases)+1)
	for i := range cases {
		c := cases[i]
		native[i] = c.on.native(c)
	}
	if hasDefault {
		native = append(native, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	chosen, v, ok := reflect.Select(native)
	if chosen == len(cases) {
		return -1, false
	}
	if c := cases[chosen]; c.kind == sched.Receive && c.data != nil {
		reflect.NewAt(v.Type(), c.data).Elem().Set(v)
	}
	return chosen, ok
}

func (d end[T]) id(x *sched.Exec) int32 { return id(x, d.c) }

// native returns case k as reflect has it.
func (d end[T]) native(k Case) reflect.SelectCase {
	ch := reflect.ValueOf(d.c)
	if k.kind == sched.Send {
		return reflect.SelectCase{Dir: reflect.SelectSend, Chan: ch, Send: reflect.ValueOf((*T)(k.data)).Elem()}
	}
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: ch}
}
