package bench

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// idle returns an implementation that does nothing but call these.
func idle(name string, do func(i, n int), end func(operations int) error) Impl {
	return Impl{Name: name, New: func(int) Task { return Task{Do: do, End: end} }}
}

func fine(int) error { return nil }

func TestTakeFails(t *testing.T) {
	wrong := errors.New("wrong")
	_, err := Take(idle("broken", func(int, int) {}, func(int) error { return wrong }), 2, 8)
	require.ErrorIs(t, err, wrong)
	assert.EqualError(t, err, "broken, 2 goroutines, 16 operations: wrong")
}

// Everyone takes one sample a round, and the calibration is none of them.
func TestRounds(t *testing.T) {
	var calls [2]atomic.Int64
	impls := []Impl{
		idle("a", func(int, int) { calls[0].Add(1); time.Sleep(time.Millisecond) }, fine),
		idle("b", func(int, int) { calls[1].Add(1); time.Sleep(time.Millisecond) }, fine),
	}
	samples, err := Rounds{Number: 7, Time: time.Microsecond}.Run(t.Context(), impls, 1)
	require.NoError(t, err)
	assert.Len(t, samples, 2)
	for i := range impls {
		assert.Len(t, samples[i], 7)
		assert.Equal(t, int64(8), calls[i].Load(), "a sleep is long enough at the first try")
	}
}

// Who is interrupted keeps the rounds that are complete, and none that is not.
func TestRoundsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	count := func(int, int) {
		if calls++; calls == 2+2*3+1 { // two to calibrate, three rounds, and one of two of the fourth
			cancel()
		}
		time.Sleep(time.Millisecond)
	}
	impls := []Impl{idle("a", count, fine), idle("b", count, fine)}
	samples, err := Rounds{Number: 100, Time: time.Microsecond}.Run(ctx, impls, 1)
	require.ErrorIs(t, err, context.Canceled)
	assert.Len(t, samples[0], 3)
	assert.Len(t, samples[1], 3)

	samples, err = Rounds{Number: 1, Time: time.Second}.Run(ctx, impls, 1)
	require.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, samples[0])
}

// What fails in the middle ends the comparison.
func TestRoundsFail(t *testing.T) {
	calls := 0
	impls := []Impl{idle("a", func(int, int) { time.Sleep(time.Millisecond) }, func(int) error {
		if calls++; calls == 4 {
			return errors.New("wrong")
		}
		return nil
	})}
	samples, err := Rounds{Number: 9, Time: time.Microsecond}.Run(t.Context(), impls, 1)
	require.ErrorContains(t, err, "wrong")
	assert.Len(t, samples[0], 2)
}
