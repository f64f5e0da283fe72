package context_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/context"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

var (
	background = context.Background()
	errWhy     = errors.New("why")
)

// isDone says whether the context's channel is closed.
func isDone(ctx context.Context) bool {
	chosen, _ := channel.Select(true, channel.RecvCase(ctx.Done(), nil))
	return chosen == 0
}

// To wait for one who cancels takes two steps, which have one order.
func TestSteps(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		ctx, cancel := context.WithCancel(background)
		t.Go(cancel)
		channel.Recv(ctx.Done())
	})
	assert.Equal(t, "dpor: 1 trace, all of them; 0 redundant, 2 steps", r.Summary())
	r = explore.Run(func(*explore.T) {
		ctx, cancel := context.WithTimeout(background, 1)
		cancel()
		ctx.Err()
	}, explore.PatientTime())
	assert.Equal(t, "dpor: 1 trace, all of them; 0 redundant, 4 steps", r.Summary(), "to start the timer, to cancel, to stop the timer, to look")
}

func TestCancel(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "Err is what Done says", Body: func(t *explore.T) {
			ctx, cancel := context.WithCancel(background)
			t.Go(cancel)
			before, done, after := ctx.Err(), isDone(ctx), ctx.Err()
			if before != nil && !done || done && after == nil {
				t.Error("they differ")
			}
			t.Outcome("%v, %v", before, done)
		}, Want: []string{"<nil>, false", "<nil>, true", "context canceled, true"}},
		{Name: "by several", Body: func(t *explore.T) {
			ctx, cancel := context.WithCancelCause(background)
			for _, text := range []string{"a", "b"} {
				t.Go(func() {
					cancel(errors.New(text))
					if !errors.Is(ctx.Err(), context.Canceled) {
						t.Errorf("not cancelled: %v", ctx.Err())
					}
				})
			}
			channel.Recv(ctx.Done())
			t.Outcome("%v because of %v", ctx.Err(), context.Cause(ctx))
		}, Want: []string{"context canceled because of a", "context canceled because of b"}},
		{Name: "again", Body: func(t *explore.T) {
			ctx, cancel := context.WithCancelCause(background)
			t.Outcome("%v %v", ctx.Err(), context.Cause(ctx))
			cancel(nil)
			cancel(errWhy)
			if !errors.Is(context.Cause(ctx), context.Canceled) {
				t.Errorf("it is %v", context.Cause(ctx))
			}
		}, Want: []string{"<nil> <nil>"}},
		{Name: "never", Body: func(t *explore.T) {
			ctx, _ := context.WithCancel(background)
			channel.Recv(ctx.Done())
		}, Want: []string{"deadlock", "stuck"}},
	})
}

func TestDerived(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "the parent first", Body: func(t *explore.T) {
			parent, cancel := context.WithCancelCause(background)
			child, _ := context.WithCancel(context.WithValue(parent, 1, 2))
			t.Go(func() { cancel(errWhy) })
			c, p := isDone(child), isDone(parent)
			if c && !p {
				t.Error("the child first")
			}
			channel.Recv(child.Done())
			t.Outcome("%v %v, %v because of %v", c, p, child.Err(), context.Cause(child))
		}, Want: []string{
			"false false, context canceled because of why",
			"false true, context canceled because of why",
			"true true, context canceled because of why",
		}},
		{Name: "not the parent", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			child, cancelChild := context.WithCancel(parent)
			cancelChild()
			t.Outcome("%v %v", child.Err(), parent.Err())
			cancel()
		}, Want: []string{"context canceled <nil>"}},
		{Name: "while it is derived", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			t.Go(cancel)
			child, _ := context.WithCancel(parent)
			channel.Recv(child.Done())
			t.Outcome("%v", child.Err())
		}, Want: []string{"context canceled"}},
		{Name: "from one that was cancelled", Body: func(t *explore.T) {
			parent, cancel := context.WithCancelCause(background)
			cancel(errWhy)
			a, _ := context.WithCancel(parent)
			b, _ := context.WithTimeout(parent, 1)
			t.Outcome("%v, %v; %v, %v", a.Err(), context.Cause(a), b.Err(), context.Cause(b))
		}, Want: []string{"context canceled, why; context canceled, why"}},
		{Name: "all, when any cancel returns", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			child, cancelChild := context.WithCancel(parent)
			t.Go(cancel)
			t.Go(cancelChild)
			cancel()
			t.Outcome("%v", child.Err())
		}, Want: []string{"context canceled"}},
		{Name: "who is the cause", Body: func(t *explore.T) {
			parent, cancel := context.WithCancelCause(background)
			child, cancelChild := context.WithCancelCause(parent)
			t.Go(func() { cancel(errors.New("parent")) })
			cancelChild(errors.New("child"))
			channel.Recv(parent.Done())
			t.Outcome("%v %v", context.Cause(parent), context.Cause(child))
		}, Want: []string{"parent child", "parent parent"}},
		{Name: "WithoutCancel", Body: func(t *explore.T) {
			parent, cancel := context.WithTimeout(context.WithValue(background, 1, 2), 1)
			ctx := context.WithoutCancel(parent)
			cancel()
			_, bounded := ctx.Deadline()
			child, cancelChild := context.WithCancel(ctx)
			t.Outcome("%v %v %v %v %v", ctx.Done(), ctx.Err(), bounded, ctx.Value(1), child.Err())
			cancelChild()
			if child.Err() == nil || context.Cause(ctx) != nil {
				t.Error("the other way round")
			}
		}, Want: []string{"<nil> <nil> false 2 <nil>"}},
	})
}

func TestTimeout(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "or a value", Body: func(t *explore.T) {
			ctx, cancel := context.WithTimeout(background, 1)
			defer cancel()
			c := channel.Make[int](1)
			t.Go(func() { channel.Send(c, 1) })
			if chosen, _ := channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(ctx.Done(), nil)); chosen == 0 {
				t.Outcome("a value")
			} else {
				t.Outcome("%v", ctx.Err())
			}
		}, Want: []string{"a value", "context deadline exceeded"}, Patient: []string{"a value"}},
		{Name: "a result that nobody waits for", Body: func(t *explore.T) {
			ctx, cancel := context.WithTimeout(background, 1)
			defer cancel()
			c := channel.Make[int](0)
			t.Go(func() { channel.Send(c, 1) })
			channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(ctx.Done(), nil))
			t.Outcome("a value")
		}, Want: []string{"a value", "leak", "stuck"}, Patient: []string{"a value"}},
		{Name: "or cancelled", Body: func(t *explore.T) {
			ctx, cancel := context.WithTimeoutCause(background, 1, errWhy)
			cancel()
			t.Outcome("%v because of %v", ctx.Err(), context.Cause(ctx))
		}, Want: []string{"context canceled because of context canceled", "context deadline exceeded because of why"},
			Patient: []string{"context canceled because of context canceled"}},
		{Name: "the parent's", Body: func(t *explore.T) {
			parent, cancel := context.WithTimeout(background, 5)
			child, cancelChild := context.WithTimeoutCause(parent, 7, errWhy)
			defer cancelChild()
			same := func() bool {
				p, _ := parent.Deadline()
				c, ok := child.Deadline()
				return ok && c.Equal(p)
			}()
			time.Sleep(6)
			channel.Recv(child.Done())
			t.Outcome("%v %v", same, context.Cause(child))
			cancel()
		}, Want: []string{"true context deadline exceeded"}},
		{Name: "in the past", Body: func(t *explore.T) {
			ctx, cancel := context.WithTimeoutCause(background, 0, errWhy)
			cancel()
			_, ok := ctx.Deadline()
			late, cancel := context.WithDeadline(background, time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC))
			cancel()
			t.Outcome("%v %v, %v", ok, context.Cause(ctx), late.Err())
		}, Want: []string{"true why, context deadline exceeded"}},
		{Name: "when", Body: func(t *explore.T) {
			time.Sleep(1)
			ctx, cancel := context.WithTimeout(background, 2)
			defer cancel()
			at, _ := ctx.Deadline()
			channel.Recv(ctx.Done())
			t.Outcome("%d %v", at.Nanosecond(), time.Now().Equal(at))
		}, Want: []string{"3 true"}},
		{Name: "of a cancelled parent", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			cancel()
			time.Sleep(1)
			ctx, cancel := context.WithTimeout(parent, 2)
			cancel()
			at, ok := ctx.Deadline()
			t.Outcome("%d %v", at.Nanosecond(), ok)
		}, Want: []string{"3 true"}},
		{Name: "while the parent is cancelled", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			t.Go(cancel)
			ctx, cancelToo := context.WithTimeout(parent, 1)
			defer cancelToo()
			channel.Recv(ctx.Done())
			t.Outcome("%v", ctx.Err())
		}, Want: []string{"context canceled", "context deadline exceeded"}, Patient: []string{"context canceled"}},
	})
}

func TestAfterFunc(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "is called or stopped", Body: func(t *explore.T) {
			ctx, cancel := context.WithCancel(background)
			called := channel.Make[error](1)
			stop := context.AfterFunc(ctx, func() { channel.Send(called, ctx.Err()) })
			t.Go(cancel)
			if stop() {
				t.Outcome("stopped, again %v", stop())
				return
			}
			t.Outcome("called: %v", channel.Recv(called))
		}, Want: []string{"called: context canceled", "stopped, again false"}},
		{Name: "is stopped by one", Body: func(t *explore.T) {
			stop := context.AfterFunc(background, func() { t.Error("called") })
			stopped := channel.Make[bool](1)
			t.Go(func() { channel.Send(stopped, stop()) })
			if stop() == channel.Recv(stopped) {
				t.Error("by both, or none")
			}
		}, Want: nil},
		{Name: "is called at once", Body: func(t *explore.T) {
			ctx, cancel := context.WithCancel(background)
			cancel()
			called := channel.Make[bool](0)
			stop := context.AfterFunc(ctx, func() { channel.Send(called, true) })
			t.Outcome("%v %v", channel.Recv(called), stop())
		}, Want: []string{"true false"}},
		{Name: "after a timeout", Body: func(t *explore.T) {
			ctx, cancel := context.WithTimeout(background, 1)
			defer cancel()
			called := channel.Make[error](0)
			context.AfterFunc(ctx, func() { channel.Send(called, context.Cause(ctx)) })
			t.Outcome("%v", channel.Recv(called))
		}, Want: []string{"context deadline exceeded"}},
	})
}

// A wrapped context is one of another package that keeps what is below it to itself.
type wrapped struct{ context.Context }

func (w wrapped) Value(any) any { return nil }

// A caller is a wrapped context that calls functions by itself.
type caller struct {
	wrapped
	left *bool
}

func (c caller) AfterFunc(f func()) (stop func() bool) {
	inner := context.AfterFunc(c.Context, f)
	return func() bool {
		*c.left = true
		return inner()
	}
}

func TestOtherContexts(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "are watched", Body: func(t *explore.T) {
			parent, cancel := context.WithCancelCause(background)
			child, _ := context.WithCancel(wrapped{parent})
			t.Go(func() { cancel(errWhy) })
			channel.Recv(child.Done())
			t.Outcome("%v because of %v", child.Err(), context.Cause(child))
		}, Want: []string{"context canceled because of context canceled"}},
		{Name: "as long as need be", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			child, cancelChild := context.WithTimeout(wrapped{parent}, 1)
			cancelChild()
			t.Outcome("%v", child.Err())
			_ = cancel
		}, Want: []string{"context canceled", "context deadline exceeded"}, Patient: []string{"context canceled"}},
		{Name: "for ever", Body: func(t *explore.T) {
			parent, _ := context.WithCancel(background)
			_, _ = context.WithCancel(wrapped{parent})
		}, Want: []string{"leak", "stuck"}},
		{Name: "are cancelled already", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			cancel()
			child, _ := context.WithCancel(wrapped{parent})
			t.Outcome("%v", child.Err())
		}, Want: []string{"context canceled"}},
		{Name: "do not say why", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			_, _ = context.WithCancel(silent{wrapped{parent}})
			cancel()
		}, Want: []string{"panic"}},
		{Name: "call by themselves", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			left := false
			child, cancelChild := context.WithCancel(caller{wrapped{parent}, &left})
			t.Go(cancel)
			channel.Recv(child.Done())
			cancelChild()
			t.Outcome("%v %v", child.Err(), left)
		}, Want: []string{"context canceled false"}},
		{Name: "are left", Body: func(t *explore.T) {
			parent, cancel := context.WithCancel(background)
			left := false
			_, cancelChild := context.WithCancel(caller{wrapped{parent}, &left})
			cancelChild()
			cancel()
			t.Outcome("%v", left)
		}, Want: []string{"true"}},
		{Name: "are looked through", Body: func(t *explore.T) { // they have the channel of the one below them
			type named struct {
				context.Context
				name string
			}
			parent, cancel := context.WithCancelCause(background)
			child, _ := context.WithCancel(named{parent, "named"})
			cancel(errWhy)
			t.Outcome("%v", context.Cause(child))
		}, Want: []string{"why"}},
		{Name: "have a cause", Body: func(t *explore.T) {
			parent, cancel := context.WithCancelCause(background)
			own, end := context.WithCancel(background)
			ctx := mixed{Context: parent, own: own}
			t.Outcome("%v", context.Cause(ctx))
			end()
			if !errors.Is(context.Cause(ctx), context.Canceled) {
				t.Errorf("without a cause: %v", context.Cause(ctx))
			}
			if cancel(errWhy); !errors.Is(context.Cause(ctx), errWhy) {
				t.Errorf("not why: %v", context.Cause(ctx))
			}
		}, Want: []string{"<nil>"}},
	})
}

// A silent context does not say why it is cancelled.
type silent struct{ wrapped }

func (silent) Err() error { return nil }

// A mixed context is cancelled by itself, and has the values of another one.
type mixed struct {
	context.Context
	own context.Context
}

func (m mixed) Done() <-chan struct{} { return m.own.Done() }
func (m mixed) Err() error            { return m.own.Err() }

// What is done before a context is cancelled is known to all that see it cancelled, and nothing else is.
func TestHappensBefore(t *testing.T) {
	see := func(name string, derived func(ctx context.Context) context.Context, look func(ctx context.Context) bool) shimtest.Program {
		return shimtest.Program{Name: name, Body: func(t *explore.T) {
			x := memory.NewVar(0)
			parent, cancel := context.WithCancel(background)
			ctx := derived(parent)
			t.Go(func() {
				x.Store(1)
				cancel()
			})
			if look(ctx) {
				x.Load()
			}
		}, Want: nil}
	}
	same := func(ctx context.Context) context.Context { return ctx }
	child := func(ctx context.Context) context.Context {
		ctx, _ = context.WithCancel(ctx)
		return ctx
	}
	shimtest.Run(t, []shimtest.Program{
		see("Done", same, func(ctx context.Context) bool { channel.Recv(ctx.Done()); return true }),
		see("Done of a child", child, isDone),
		see("Err", same, func(ctx context.Context) bool { return ctx.Err() != nil }),
		see("Err of a child", child, func(ctx context.Context) bool { return ctx.Err() != nil }),
		see("Cause", same, func(ctx context.Context) bool { return context.Cause(ctx) != nil }),
		see("derived afterwards", same, func(ctx context.Context) bool { return child(ctx).Err() != nil }),
		{Name: "AfterFunc", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			ctx, cancel := context.WithCancel(background)
			context.AfterFunc(ctx, func() { x.Load() })
			x.Store(1)
			cancel()
		}, Want: nil},
		{Name: "timeout", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			x.Store(1)
			ctx, cancel := context.WithTimeout(background, 1)
			defer cancel()
			context.AfterFunc(ctx, func() { x.Load() })
		}, Want: nil},
		{Name: "not cancelled", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			ctx, cancel := context.WithCancel(background)
			t.Go(func() {
				x.Store(1)
				ctx.Err()
			})
			if ctx.Err() == nil {
				x.Load()
			}
			cancel()
		}, Want: []string{"data race"}},
		{Name: "afterwards", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			ctx, cancel := context.WithCancel(background)
			t.Go(func() {
				cancel()
				x.Store(1)
			})
			channel.Recv(ctx.Done())
			x.Load()
		}, Want: []string{"data race"}},
	})
}
