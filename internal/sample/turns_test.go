package sample

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Everyone takes one sample a round.
func TestInTurns(t *testing.T) {
	var order []int
	samples, err := InTurns(t.Context(), 3, func(rounds int) bool { return rounds < 50 }, func(i int) (int, error) {
		order = append(order, i)
		return len(order), nil
	})
	require.NoError(t, err)
	assert.Len(t, samples, 3)
	orders := map[[3]int]bool{}
	for round := range 50 {
		taken := [3]int(order[3*round:])
		assert.ElementsMatch(t, []int{0, 1, 2}, taken[:])
		orders[taken] = true
		for i := range 3 {
			assert.Equal(t, i, order[samples[i][round]-1], "each has its own")
		}
	}
	assert.Greater(t, len(orders), 1, "the order is drawn anew: that it is the same 50 times has a chance of 6 to the power of -49")
}

// Who is interrupted, or fails, keeps the rounds that are complete, and none that is not.
func TestInTurnsEnds(t *testing.T) {
	always := func(int) bool { return true }
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	samples, err := InTurns(ctx, 2, always, func(int) (int, error) {
		if calls++; calls == 2*3+1 {
			cancel()
		}
		return calls, nil
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 7, calls)
	assert.Len(t, samples[0], 3)
	assert.Len(t, samples[1], 3)

	wrong := errors.New("wrong")
	samples, err = InTurns(t.Context(), 2, always, func(int) (int, error) {
		if calls++; calls == 7+2*2+2 {
			return 0, wrong
		}
		return calls, nil
	})
	require.ErrorIs(t, err, wrong)
	assert.Len(t, samples[0], 2)
	assert.Len(t, samples[1], 2)

	samples, err = InTurns(t.Context(), 1, func(int) bool { return false }, func(int) (int, error) { return 0, wrong })
	require.NoError(t, err)
	assert.Empty(t, samples[0])
}
