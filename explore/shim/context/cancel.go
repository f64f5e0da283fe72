package context

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// WithCancel returns a context that is cancelled when parent is, or cancel is called.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	if sched.Current() == nil {
		return context.WithCancel(parent)
	}
	c := newCancelCtx(parent)
	c.follow(c.cancel)
	return c, func() { c.cancelAndLeave(c.cancel, nil) }
}

// WithCancelCause is WithCancel with a cancel that says why.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	if sched.Current() == nil {
		return context.WithCancelCause(parent)
	}
	c := newCancelCtx(parent)
	c.follow(c.cancel)
	return c, func(cause error) { c.cancelAndLeave(c.cancel, cause) }
}

// Cause returns why the context was cancelled, nil if it was not: what the call said that cancelled it or the
// one that it was derived from, and if that said nothing, what Err returns.
func Cause(c Context) error {
	p, ok := c.Value(&selfKey).(*cancelCtx)
	if !ok {
		return context.Cause(c)
	}
	if p.rules(c) {
		_, cause := p.ended()
		return cause
	}
	err := c.Err()
	if err != nil {
		if _, cause := p.ended(); cause != nil {
			return cause
		}
	}
	return err
}

// AfterFunc calls f, in a goroutine of its own, once ctx is cancelled. The function that it returns keeps f from
// being called, and says whether it was in time for that.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	x := sched.Current()
	if x == nil {
		return context.AfterFunc(ctx, f)
	}
	c := newCancelCtx(ctx)
	c.follow(func(err, cause error) bool {
		first := c.cancel(err, cause)
		if first {
			x.Go(f)
		}
		return first
	})
	return func() bool { return c.cancelAndLeave(c.cancel, nil) }
}

// An afterFuncer is a context of another package that calls functions by itself.
type afterFuncer interface {
	AfterFunc(f func()) (stop func() bool)
}

// A cancelCtx is a context that can be cancelled, and was made inside an exploration. Whether it is cancelled is
// what its channel says: to close that is the step which decides who has cancelled it.
//
// The fields below the mutex are guarded by it outside of the exploration. Inside they are used right after steps
// on the channel alone, where nobody can come between: so what becomes of them is the same in all schedules of
// a trace.
type cancelCtx struct {
	Context // the parent
	done    chan struct{}
	leave   func() bool // has an afterFuncer forget the context; nil if there is nothing to forget

	mu         sync.Mutex
	err, cause error
	stamp      uint64 // of the execution that has made children last
	children   []child
	passed     chan struct{} // is closed once the children are cancelled too; nil if there were none
}

// A child is what was derived from a context.
type child struct {
	at     [2]int32 // the goroutine that has made it, and the how manyth operation of that it was
	cancel func(err, cause error) bool
}

// selfKey is the key of the closest cancelCtx above a context.
var selfKey int

func newCancelCtx(parent Context) *cancelCtx {
	mustBe(parent)
	return &cancelCtx{Context: parent, done: channel.Make[struct{}](0)}
}

// rules says whether c has the say of whether d is cancelled, which it is above of.
func (c *cancelCtx) rules(d Context) bool { return d.Done() == c.done }

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	err, _ := c.ended()
	return err
}

func (c *cancelCtx) Value(key any) any {
	if key == &selfKey {
		return c
	}
	return c.Context.Value(key)
}

// String looks at nothing that may change while it is printed.
func (c *cancelCtx) String() string { return nameOf(c.Context) + ".WithCancel" }

func nameOf(c Context) string {
	if s, ok := c.(fmt.Stringer); ok {
		return s.String()
	}
	return reflect.TypeOf(c).String()
}

// look is the step of looking whether the context was cancelled.
func (c *cancelCtx) look(x *sched.Exec) *sched.Event {
	return x.Do(sched.Op{Kind: sched.AtomicLoad, Obj: channel.ID(x, c.done)})
}

// ended returns why the context was cancelled, nil if it was not.
func (c *cancelCtx) ended() (err, cause error) {
	x := sched.Current()
	if x != nil {
		c.look(x)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if x != nil && x.Recording {
		x.Note(c.err)
	}
	return c.err, c.cause
}

// cancel cancels the context and all that are derived from it, and says whether it was the first to do so. If it
// was not, it waits until the first one has come to the end of the derived ones.
func (c *cancelCtx) cancel(err, cause error) (first bool) {
	x := sched.Current()
	if x != nil {
		x.Do(sched.Op{Kind: sched.Close, Obj: channel.ID(x, c.done)})
	}
	children, passed, first := c.end(x, err, cause)
	switch {
	case passed == nil:
	case first:
		for _, d := range children {
			d.cancel(err, cause)
		}
		channel.Close(passed)
	default:
		channel.Recv(passed)
	}
	return first
}

// end closes the channel, if nobody has, and returns those who are to be cancelled too.
func (c *cancelCtx) end(x *sched.Exec, err, cause error) (children []child, passed chan struct{}, first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return nil, c.passed, false
	}
	if err == nil { // the parent is of another package
		panic("context: internal error: missing cancel error")
	}
	c.err, c.cause = err, cmp.Or(cause, err)
	children, c.children = c.children, nil
	if len(children) > 0 {
		c.passed = channel.Make[struct{}](0)
		slices.SortFunc(children, func(a, b child) int { return slices.Compare(a.at[:], b.at[:]) })
	}
	close(c.done)
	return children, c.passed, true
}

// cancelAndLeave is cancel by those who have made the context, who need its parent no more.
func (c *cancelCtx) cancelAndLeave(cancel func(err, cause error) bool, cause error) (first bool) {
	first = cancel(Canceled, cause)
	if first && c.leave != nil {
		c.leave()
	}
	return first
}

// follow has the context be cancelled when its parent is. A parent does not forget it before that: it cancels it
// again, in vain. Whether it does must not depend on which of the two was cancelled first, as these steps commute.
func (c *cancelCtx) follow(cancel func(err, cause error) bool) {
	parent := c.Context
	done := parent.Done()
	if done == nil {
		return
	}
	if p, ok := parent.Value(&selfKey).(*cancelCtx); ok && p.rules(parent) {
		if err, cause := p.adopt(cancel); err != nil {
			cancel(err, cause)
		}
		return
	}
	cancelToo := func() { cancel(parent.Err(), Cause(parent)) }
	if parent.Err() != nil {
		cancelToo()
		return
	}
	if a, ok := parent.(afterFuncer); ok {
		c.leave = a.AfterFunc(cancelToo)
		return
	}
	sched.Current().Go(func() {
		if chosen, _ := channel.Select(false, channel.RecvCase(done, nil), channel.RecvCase(c.done, nil)); chosen == 0 {
			cancelToo()
		}
	})
}

// adopt has a context be cancelled with c. If c was cancelled already, it returns why.
func (c *cancelCtx) adopt(cancel func(err, cause error) bool) (err, cause error) {
	x := sched.Current()
	e := c.look(x)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return c.err, c.cause
	}
	if c.stamp != x.Stamp() {
		c.stamp, c.children = x.Stamp(), nil
	}
	c.children = append(c.children, child{at: [2]int32{e.G, e.I}, cancel: cancel})
	return nil, nil
}
