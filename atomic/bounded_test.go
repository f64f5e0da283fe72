package atomic_test

import (
	"math"
	"math/big"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic"
)

func TestBounded(t *testing.T) {
	b := atomic.NewBounded(10)
	assert.True(t, b.TryAdd(8))
	assert.False(t, b.TryAdd(3))
	assert.True(t, b.TryAdd(2), "exactly at the limit")
	assert.False(t, b.TryAdd(1))
	assert.True(t, b.TryAdd(0))
	assert.False(t, b.TryAdd(-11), "more than was taken")
	assert.EqualValues(t, 10, b.Value())
	assert.True(t, b.TryAdd(-10))
	assert.False(t, b.TryAdd(-1))
	assert.Zero(t, b.Value())
	assert.EqualValues(t, 10, b.Limit())

	assert.True(t, b.TryAdd(7))
	assert.EqualValues(t, 7, b.Flush())
	assert.Zero(t, b.Value())
	assert.True(t, b.TryAdd(10), "a Flush frees all of it")

	var zero atomic.Bounded
	assert.False(t, zero.TryAdd(1), "the zero value has the limit 0")
	assert.False(t, zero.TryAdd(-1))
	assert.True(t, zero.TryAdd(0))

	assert.PanicsWithValue(t, "atomic: NewBounded(-1): the sum starts at 0, which is above that limit; pass how much is to fit",
		func() { atomic.NewBounded(-1) })
}

// TestBoundedPlaces has many goroutines take places and give them back: there is never one too many
// out, and never one lost, or they would wait for it for ever.
func TestBoundedPlaces(t *testing.T) {
	const places, goroutines, steps = 3, 8, 1000
	b := atomic.NewBounded(places)
	var taken atomic.Counter
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for range steps {
				for !b.TryAdd(1) {
					runtime.Gosched() // all places are taken, and come back
				}
				taken.Add(1)
				assert.LessOrEqual(t, taken.Value(), int64(places))
				taken.Add(-1)
				assert.True(t, b.TryAdd(-1))
			}
		})
	}
	wg.Wait()
	assert.Zero(t, b.Value())
}

// FuzzBounded compares Bounded with arithmetic that can't overflow.
func FuzzBounded(f *testing.F) {
	f.Add(int64(10), int64(8), int64(3), int64(-9))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(1), int64(math.MinInt64))
	f.Add(int64(math.MaxInt64), int64(1), int64(math.MaxInt64), int64(-1))
	f.Add(int64(0), int64(math.MinInt64), int64(math.MinInt64), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, limit, d1, d2, d3 int64) {
		if limit < 0 {
			t.Skip("NewBounded panics")
		}
		b := atomic.NewBounded(limit)
		want := new(big.Int)
		for _, delta := range []int64{d1, d2, d3} {
			next := new(big.Int).Add(want, big.NewInt(delta))
			fits := next.Sign() >= 0 && next.Cmp(big.NewInt(limit)) <= 0
			if fits {
				want = next
			}
			require.Equal(t, fits, b.TryAdd(delta), "TryAdd(%d) at %d of %d", delta, want, limit)
			require.Equal(t, want.Int64(), b.Value())
		}
		require.Equal(t, want.Int64(), b.Flush())
		require.Zero(t, b.Value())
	})
}
