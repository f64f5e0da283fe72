package csp_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
)

func TestFuture(t *testing.T) {
	none(t)
	gate := make(chan struct{})
	future := csp.NewFuture(func() string { <-gate; return "there" })
	select {
	case <-future.Done():
		t.Error("done before its function")
	default:
	}
	close(gate)
	<-future.Done()
	assert.Equal(t, "there", future.Value())
	assert.Equal(t, "there", future.Value(), "a value may be asked for again")
}

func TestNumbers(t *testing.T) {
	none(t)
	var got []int64
	for n := range csp.Numbers(context.Background(), 5) {
		got = append(got, n)
	}
	assert.Equal(t, []int64{1, 2, 3, 4, 5}, got)

	ctx, cancel := context.WithCancel(context.Background())
	numbers := csp.Numbers(ctx, 1_000_000)
	assert.EqualValues(t, 1, <-numbers)
	cancel()
	rest := 0
	for range numbers { // ends, because Numbers closes the channel when it gives up
		rest++
	}
	assert.Less(t, rest, 1_000_000-1)
}

func TestBatches(t *testing.T) {
	none(t)
	out := make(chan []int64, 3)
	csp.Batches(out, 2, 1, 2, 3, 4, 5)
	close(out)
	first, second, third := <-out, <-out, <-out
	assert.Equal(t, []int64{1, 2}, first)
	assert.Equal(t, []int64{3, 4}, second)
	assert.Equal(t, []int64{5}, third)
	first = append(first, 100)
	first[0] = 100
	assert.Equal(t, []int64{3, 4}, second, "a batch is its receiver's own")
}

func TestTotal(t *testing.T) {
	none(t)
	assert.Zero(t, csp.Total())
	assert.Zero(t, csp.Total(nil))
	assert.EqualValues(t, 21, csp.Total([]int64{1, 2, 3}, nil, []int64{4, 5, 6}))
}

// What the unsafe versions get right: all of it, where nothing goes wrong.
func TestUnsafeOnAGoodDay(t *testing.T) {
	none(t)
	handled := 0
	actor := csp.NewUnsafeStop(0, func(int) { handled++ })
	for range 3 {
		assert.NoError(t, actor.Send(t.Context(), 1))
	}
	actor.Close() // without a mailbox, what was sent has been received
	assert.Equal(t, 3, handled)
	assert.ErrorIs(t, actor.Send(t.Context(), 1), csp.ErrClosed)

	out := make(chan []int64, 1)
	csp.UnsafeReuse(out, 2, 1, 2)
	assert.Equal(t, []int64{1, 2}, <-out, "one batch is nobody else's")

	drop := csp.NewUnsafeDrop(2)
	drop.Add(1)
	drop.Add(1)
	assert.EqualValues(t, 2, drop.Value())
	drop.Add(1)
	assert.EqualValues(t, 3, drop.Value())

	jobs := make(chan func() int64, 1)
	jobs <- func() int64 { return 3 }
	close(jobs)
	assert.EqualValues(t, 3, csp.UnsafeOwners(2, jobs))

	sum := int64(0)
	for n := range csp.UnsafeUnread(3) {
		sum += n
	}
	assert.EqualValues(t, 6, sum, "a reader who stays to the end leaves nobody behind")
}
