package sample

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// at returns what starts a task.
func at(do func(i, n int), end func(operations int) error) func(int) Task {
	return func(int) Task { return Task{Do: do, End: end} }
}

func TestTake(t *testing.T) {
	var done [3]int
	var operations int
	kept := make([][]byte, 3)
	s, err := Take(at(func(i, n int) {
		done[i] += n
		kept[i] = make([]byte, 1<<20)
	}, func(n int) error { operations = n; return nil }), 3, 5)
	require.NoError(t, err)
	assert.Equal(t, [3]int{5, 5, 5}, done)
	assert.Equal(t, 15, operations)
	assert.Equal(t, 15, s.Operations)
	assert.Positive(t, s.Elapsed)
	assert.GreaterOrEqual(t, s.Allocs, uint64(3))
	assert.GreaterOrEqual(t, s.Bytes, uint64(3<<20))
}

func TestTakeFails(t *testing.T) {
	wrong := errors.New("wrong")
	s, err := Take(at(func(int, int) {}, func(int) error { return wrong }), 2, 8)
	require.ErrorIs(t, err, wrong)
	assert.Equal(t, 16, s.Operations)
}

func TestCalibrate(t *testing.T) {
	calls := 0
	sleeper := at(func(int, int) { calls++; time.Sleep(time.Millisecond) }, func(int) error { return nil })
	n, err := Calibrate(t.Context(), sleeper, 1, time.Microsecond)
	require.NoError(t, err)
	assert.Equal(t, 16, n, "the least")
	assert.Equal(t, 1, calls, "a sleep is long enough at the first try")

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = Calibrate(ctx, sleeper, 1, time.Second)
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 1, calls)

	_, err = Calibrate(t.Context(), at(func(int, int) {}, func(int) error { return errors.New("wrong") }), 1, time.Second)
	require.EqualError(t, err, "wrong")
}
