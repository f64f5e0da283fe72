package csp_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

// Two send while a third closes.
func TestExploredActorSenders(t *testing.T) {
	handled, taken := 0, [2]int{}
	a := csp.NewActor(1, func(n int) { handled += n })
	explored.Together(3, func(i int) {
		if i == 2 {
			assert.NoError(t, a.Close())
		} else if a.Send(context.Background(), 1+i) == nil {
			taken[i] = 1 + i
		}
	})
	assert.Equal(t, taken[0]+taken[1], handled)
}

// A Send to an actor that is busy gives up.
func TestExploredSendGivesUp(t *testing.T) {
	handled := 0
	gate := make(chan struct{})
	a := csp.NewActor(0, func(int) { <-gate; handled++ })
	assert.NoError(t, a.Send(t.Context(), 1))
	ctx, cancel := context.WithCancel(t.Context())
	explored.Together(2, func(i int) {
		if i == 0 {
			cancel()
		} else {
			assert.ErrorIs(t, a.Send(ctx, 1), context.Canceled)
		}
	})
	close(gate)
	assert.NoError(t, a.Close())
	assert.Equal(t, 1, handled)
}

// Each Ask gets its own answer, or is told that it came too late.
func TestExploredAsk(t *testing.T) {
	a := csp.NewActor(1, double)
	explored.Together(2, func(i int) {
		if i == 1 {
			assert.NoError(t, a.Close())
		} else if got, err := csp.Ask(context.Background(), a, twice(21)); err == nil {
			assert.Equal(t, 42, got)
		} else {
			assert.ErrorIs(t, err, csp.ErrClosed)
		}
	})
}

// A panic is told to who has asked if that still waits, and else to who closes.
func TestExploredAskGivesUp(t *testing.T) {
	handled := false
	a := csp.NewActor(1, func(doubling) { handled = true; panic("what") })
	ctx, cancel := context.WithCancel(t.Context())
	var asked error
	explored.Together(2, func(i int) {
		if i == 1 {
			cancel()
		} else {
			_, asked = csp.Ask(ctx, a, twice(21))
		}
	})
	closed := a.Close()
	if errors.Is(asked, context.Canceled) {
		assert.Equal(t, handled, closed != nil)
	} else {
		assert.ErrorContains(t, asked, "what")
		assert.NoError(t, closed)
	}
}

// A handling that ends its goroutine does not end the actor.
func TestExploredGoexit(t *testing.T) {
	handled := 0
	a := csp.NewActor(1, exitsAt1(&handled))
	explored.Together(2, func(i int) { assert.NoError(t, a.Send(context.Background(), 1+i)) })
	assert.ErrorIs(t, a.Close(), csp.ErrGoexit)
	assert.Equal(t, 1, handled)
}

// What waits in the mailbox is dropped, and who waits for an answer is told.
func TestExploredDiscard(t *testing.T) {
	a := csp.NewActor(1, double)
	explored.Together(2, func(i int) {
		if i == 1 {
			assert.NoError(t, a.Discard())
		} else if got, err := csp.Ask(context.Background(), a, twice(21)); err == nil {
			assert.Equal(t, 42, got)
		} else {
			assert.ErrorIs(t, err, csp.ErrClosed)
		}
	})
}

// What is posted is run.
func TestExploredLoop(t *testing.T) {
	ran, taken := 0, false
	loop := csp.NewLoop()
	explored.Together(2, func(i int) {
		if i == 0 {
			taken = loop.Post(func() { ran++ }) == nil
		} else {
			assert.NoError(t, loop.Close())
		}
	})
	assert.Equal(t, taken, ran == 1)
}

// What is given up has not run.
func TestExploredLoopDo(t *testing.T) {
	ran := 0
	loop := csp.NewLoop()
	ctx, cancel := context.WithCancel(t.Context())
	explored.Together(2, func(i int) {
		if i == 1 {
			cancel()
		} else if err := loop.Do(ctx, func() { ran++ }); err == nil {
			assert.Equal(t, 1, ran)
		} else {
			assert.ErrorIs(t, err, context.Canceled)
			assert.NoError(t, loop.Do(context.Background(), func() { assert.Zero(t, ran) }))
		}
	})
	assert.NoError(t, loop.Close())
}

// A timer that was stopped in time does not run.
func TestExploredTimer(t *testing.T) {
	ran, stopped := 0, false
	loop := csp.NewLoop()
	timer := loop.After(time.Second, func() { ran++ })
	explored.Together(2, func(i int) {
		if i == 0 {
			stopped = timer.Stop()
		} else {
			assert.NoError(t, loop.Do(context.Background(), func() {}))
		}
	})
	assert.NoError(t, loop.Close())
	assert.Equal(t, stopped, ran == 0)
}
