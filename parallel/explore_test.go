package parallel_test

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/parallel"
)

func TestExploredCounter(t *testing.T)      { explored.Adders(t, new(parallel.Counter)) }
func TestExploredCounterValue(t *testing.T) { explored.Value(t, new(parallel.Counter)) }
func TestExploredPerProcess(t *testing.T)   { explored.Counter(t, new(parallel.PerProcess)) }

// Three hold the lock for two steps each and give way in between. Nothing but the lock orders what they write.
func TestExploredGIL(t *testing.T) {
	var gil parallel.GIL
	inside, turns := 0, 0
	step := func() {
		inside++
		assert.Equal(t, 1, inside)
		turns++
		inside--
	}
	explored.Together(3, func(int) {
		gil.Acquire()
		defer gil.Release()
		step()
		gil.Checkpoint()
		step()
	})
	assert.Equal(t, 6, turns)
	assert.Zero(t, gil.Waiting())
}

// The same by the clock, with two of them, of which one is without the lock for a while.
func TestExploredGILInterval(t *testing.T) {
	gil := parallel.GIL{Interval: parallel.SwitchInterval}
	turns := 0
	explored.Together(2, func(i int) {
		gil.Acquire()
		defer gil.Release()
		turns++
		if i == 0 {
			gil.Blocking(runtime.Gosched)
		} else {
			gil.Checkpoint()
		}
		turns++
	})
	assert.Equal(t, 4, turns)
}

func TestExploredMap(t *testing.T) {
	var done [3]bool
	results, err := parallel.Map(t.Context(), parallel.Goroutines(2), func(_ context.Context, i int) (int, error) {
		done[i] = true
		return -i, nil
	}, []int{0, 1, 2})
	assert.NoError(t, err)
	assert.Equal(t, []int{0, -1, -2}, results)
	assert.Equal(t, [3]bool{true, true, true}, done)
}

// Of two errors the first is told, and the others that there is one.
func TestExploredMapErrors(t *testing.T) {
	first := errors.New("an error")
	results, err := parallel.Map(t.Context(), parallel.Goroutines(2), func(ctx context.Context, i int) (int, error) {
		if i == 0 {
			return 0, first
		}
		<-ctx.Done()
		return 0, ctx.Err()
	}, []int{0, 1, 2})
	assert.Nil(t, results)
	assert.Equal(t, first, err)
}

// Of so many items each worker takes two at once, and may steal the other's second.
func TestExploredMapSteals(t *testing.T) {
	var done [8]bool
	results, err := parallel.Map(t.Context(), parallel.Goroutines(2), func(_ context.Context, i int) (int, error) {
		assert.False(t, done[i])
		done[i] = true
		return i, nil
	}, []int{0, 1, 2, 3, 4, 5, 6, 7})
	assert.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2, 3, 4, 5, 6, 7}, results)
}

// Who finds nothing left ends, and nobody else begins with anything after that: there was no number that it could not see
// because it was on its way from one place to another.
func TestExploredSharesHideNothing(t *testing.T) {
	shares := parallel.NewShares(8, 2) // of which two are taken at once
	for range 3 {
		shares.Take(0)
	}
	var none atomic.Bool
	explored.Together(2, func(worker int) {
		for {
			isLate := none.Load()
			if _, ok := shares.Take(worker); !ok {
				none.Store(true)
				return
			}
			assert.False(t, isLate)
		}
	})
}
