package context_test

import (
	gocontext "context"
	"fmt"
	"testing"
	gotime "time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/context"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// Outside of an exploration contexts are the real ones.
func TestOutside(t *testing.T) {
	realCancel, cancel := gocontext.WithCancel(background)
	defer cancel()
	realTimer, cancel := gocontext.WithTimeout(background, gotime.Hour)
	defer cancel()
	for i, d := range derive {
		parent, cancelParent := context.WithCancelCause(background)
		ctx, cancel := d(parent, gotime.Hour)
		assert.IsType(t, []context.Context{realCancel, realCancel, realTimer, realTimer}[i], ctx)
		called := make(chan error)
		stop := context.AfterFunc(ctx, func() { called <- context.Cause(ctx) })
		cancelParent(errWhy)
		assert.Equal(t, errWhy, <-called)
		assert.False(t, stop())
		assert.Equal(t, gocontext.Canceled, ctx.Err())
		cancel(nil)
	}
}

// A context that was made outside is one like any other inside.
func TestMadeOutside(t *testing.T) {
	over, cancel := context.WithCancelCause(background)
	cancel(errWhy)
	open, cancelOpen := context.WithCancel(background)
	defer cancelOpen()
	assert.Equal(t, []string{"[context canceled why true] [<nil> <nil> false] [context canceled why true]"}, shimtest.Results(t, func(t *explore.T) {
		look := func(ctx context.Context) []any { return []any{ctx.Err(), context.Cause(ctx), isDone(ctx)} }
		below, cancel := context.WithTimeout(over, 1)
		defer cancel()
		beside, cancelBeside := context.WithCancelCause(open)
		defer cancelBeside(nil)
		before := look(beside)
		cancelBeside(errWhy)
		t.Outcome("%v %v %v", look(below), before, look(beside))
	}))
}

// A context that was made inside can be used when the exploration is over.
func TestMadeInside(t *testing.T) {
	var ctx, below context.Context
	var cancel context.CancelCauseFunc
	explore.Run(func(*explore.T) {
		ctx, cancel = context.WithCancelCause(background)
		below, _ = context.WithCancel(ctx)
	}, explore.Executions(1))
	beside, cancelBeside := context.WithCancel(below)
	defer cancelBeside()
	assert.NoError(t, below.Err())
	assert.False(t, isDone(ctx))
	cancel(errWhy)
	for _, c := range []context.Context{ctx, below, beside} {
		channel.Recv(c.Done())
		assert.Equal(t, gocontext.Canceled, c.Err())
		assert.Equal(t, errWhy, context.Cause(c))
	}
}

// A context is printed as the real one, without looking at what may change.
func TestText(t *testing.T) {
	type key int
	made := func() context.Context {
		c, _ := context.WithCancel(context.WithValue(context.WithoutCancel(context.TODO()), key(1), 1))
		return c
	}
	want := fmt.Sprint(made())
	assert.Equal(t, []string{
		want + " context_test.wrapped.WithDeadline(2100-01-01 00:00:00 +0000 UTC)",
	}, shimtest.Results(t, func(t *explore.T) {
		d, cancel := context.WithDeadline(wrapped{background}, gotime.Date(2100, 1, 1, 0, 0, 0, 0, gotime.UTC))
		defer cancel()
		t.Outcome("%v %v", made(), d)
	}, explore.PatientTime()))
}

// derive are the ways to derive a context that can be cancelled.
var derive = []func(parent context.Context, d gotime.Duration) (context.Context, func(cause error)){
	func(parent context.Context, _ gotime.Duration) (context.Context, func(error)) {
		ctx, cancel := context.WithCancel(parent)
		return ctx, func(error) { cancel() }
	},
	func(parent context.Context, _ gotime.Duration) (context.Context, func(error)) {
		ctx, cancel := context.WithCancelCause(parent)
		return ctx, cancel
	},
	func(parent context.Context, d gotime.Duration) (context.Context, func(error)) {
		ctx, cancel := context.WithTimeoutCause(parent, d, errWhy)
		return ctx, func(error) { cancel() }
	},
	func(parent context.Context, d gotime.Duration) (context.Context, func(error)) {
		ctx, cancel := context.WithDeadline(parent, time.Now().Add(d))
		return ctx, func(error) { cancel() }
	},
}

func TestPanics(t *testing.T) {
	var none context.Context
	for _, f := range []func(){
		func() { context.WithCancel(none) },
		func() { context.WithCancelCause(none) },
		func() { context.WithDeadline(none, gotime.Now()) },
		func() { context.WithTimeout(none, 1) },
	} {
		panics := func() { assert.PanicsWithValue(t, "cannot create context from nil parent", f) }
		panics()
		assert.False(t, explore.Run(func(*explore.T) { panics() }).Failed())
	}
}
