package atomic_test

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
)

var (
	_ counter.Counter = (*atomic.Counter)(nil)
	_ counter.Counter = (*atomic.UnsafeLoadStore)(nil)
	_ counter.Counter = (*atomic.UnsafeMixed)(nil)
	_ counter.Counter = (*atomic.UnsafeCASOnce)(nil)
	_ counter.Counter = (*atomic.UnsafeReset)(nil)
)

func TestCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(atomic.Counter) })
}

// byUpdate adds by Update, so that the contract covers it too.
type byUpdate struct{ atomic.Counter }

func (c *byUpdate) Add(delta int64) { c.Update(func(n int64) int64 { return n + delta }) }

func TestCounterUpdate(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(byUpdate) })

	t.Run("Retry", func(t *testing.T) {
		var c atomic.Counter
		var saw []int64
		c.Update(func(n int64) int64 {
			if saw = append(saw, n); len(saw) == 1 {
				meanwhile(func() { c.Add(10) })
			}
			return n + 1
		})
		assert.Equal(t, []int64{0, 10}, saw, "f is called again with what the other Add left")
		assert.EqualValues(t, 11, c.Value())
	})
}

func TestCounterFlush(t *testing.T) {
	var c atomic.Counter
	var reported int64
	report := func(sum int64) { reported += sum }
	c.Add(2)
	c.Flush(func(sum int64) {
		report(sum)
		meanwhile(func() { c.Add(3) })
	})
	assert.EqualValues(t, 2, reported)
	assert.EqualValues(t, 3, c.Value())
	c.Flush(report)
	assert.EqualValues(t, 5, reported)
	assert.Zero(t, c.Value())
}

func TestBounded(t *testing.T) {
	b := atomic.NewBounded(10)
	assert.True(t, b.TryAdd(8))
	assert.False(t, b.TryAdd(3))
	assert.True(t, b.TryAdd(2), "exactly at the limit")
	assert.False(t, b.TryAdd(1))
	assert.True(t, b.TryAdd(0))
	assert.True(t, b.TryAdd(-10))
	assert.Zero(t, b.Value())
	assert.EqualValues(t, 10, b.Limit())

	var zero atomic.Bounded
	assert.False(t, zero.TryAdd(1), "the zero value has the limit 0")
	assert.True(t, zero.TryAdd(-1))
	assert.True(t, zero.TryAdd(1))

	assert.PanicsWithValue(t, "atomic: NewBounded(-1): the sum starts at 0, which is above that limit",
		func() { atomic.NewBounded(-1) })
}

func TestBoundedOverflow(t *testing.T) {
	b := atomic.NewBounded(math.MaxInt64)
	assert.True(t, b.TryAdd(math.MaxInt64))
	assert.False(t, b.TryAdd(1), "would wrap around to below the limit")
	assert.True(t, b.TryAdd(-math.MaxInt64))
	assert.True(t, b.TryAdd(math.MinInt64))
	assert.False(t, b.TryAdd(-1), "would wrap around to above the limit")
	assert.True(t, b.TryAdd(math.MaxInt64))
	assert.EqualValues(t, -1, b.Value())
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
				b.TryAdd(-1)
			}
		})
	}
	wg.Wait()
	assert.Zero(t, b.Value())
}

// FuzzBounded compares Bounded with arithmetic that can't overflow.
func FuzzBounded(f *testing.F) {
	f.Add(int64(10), int64(8), int64(3), int64(2))
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(1), int64(math.MinInt64))
	f.Add(int64(0), int64(math.MinInt64), int64(math.MinInt64), int64(math.MaxInt64))
	lowest := big.NewInt(math.MinInt64)
	f.Fuzz(func(t *testing.T, limit, d1, d2, d3 int64) {
		if limit < 0 {
			t.Skip("NewBounded panics")
		}
		b := atomic.NewBounded(limit)
		want := new(big.Int)
		for _, delta := range []int64{d1, d2, d3} {
			next := new(big.Int).Add(want, big.NewInt(delta))
			fits := next.Cmp(big.NewInt(limit)) <= 0 && next.Cmp(lowest) >= 0
			if fits {
				want = next
			}
			require.Equal(t, fits, b.TryAdd(delta), "TryAdd(%d) at %d of %d", delta, want, limit)
			require.Equal(t, want.Int64(), b.Value())
		}
	})
}

func TestTally(t *testing.T) {
	var tally atomic.Tally
	assert.True(t, math.IsNaN(tally.Mean()), "the mean of nothing")
	for _, v := range []uint16{0, 10, 65535} {
		assert.True(t, tally.Observe(v))
	}
	count, sum := tally.Read()
	assert.EqualValues(t, 3, count)
	assert.EqualValues(t, 65545, sum)
	assert.InDelta(t, 65545.0/3, tally.Mean(), 0)
	count, sum = tally.Flush()
	assert.EqualValues(t, 3, count)
	assert.EqualValues(t, 65545, sum)
	count, sum = tally.Read()
	assert.Zero(t, count)
	assert.Zero(t, sum)
}

func TestTallyFull(t *testing.T) {
	var tally atomic.Tally
	const full = 1<<24 - 1
	tally.Fill(full - 1)
	assert.True(t, tally.Observe(math.MaxUint16), "the last one")
	assert.False(t, tally.Observe(0))
	count, sum := tally.Flush()
	assert.EqualValues(t, full, count)
	assert.EqualValues(t, full*math.MaxUint16, sum, "the sum has not run over into the count")
	assert.True(t, tally.Observe(1), "there is room again after a Flush")
}

func TestLazy(t *testing.T) {
	var l atomic.Lazy[answer]
	var made atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got := l.Get(func() *answer { made.Add(1); return newAnswer() })
			assert.Equal(t, newAnswer(), got)
		})
	}
	wg.Wait()
	assert.EqualValues(t, 1, made.Value())
}

func TestLazyFailure(t *testing.T) {
	var l atomic.Lazy[answer]
	assert.Nil(t, l.Get(func() *answer { return nil }))
	assert.Panics(t, func() { l.Get(func() *answer { panic("no answer") }) })
	assert.Equal(t, newAnswer(), l.Get(newAnswer), "nil and a panic leave it unmade, and unlocked")
}

func TestResult(t *testing.T) {
	var r atomic.Result[string]
	got, ok := r.Result()
	assert.False(t, ok)
	assert.Empty(t, got)
	r.Finish("found")
	got, ok = r.Result()
	assert.True(t, ok)
	assert.Equal(t, "found", got)
	assert.PanicsWithValue(t,
		"atomic: Result.Finish called again: a Result has one result, and others may be reading it",
		func() { r.Finish("lost") })
}

func TestUnsafeValueNil(t *testing.T) {
	var e atomic.UnsafeValue
	require.NoError(t, e.Err())
	assert.Panics(t, func() { e.Set(nil) })
}

func TestLastError(t *testing.T) {
	var e atomic.LastError
	require.NoError(t, e.Err())
	first := errors.New("first")
	second := fmt.Errorf("second: %w", first)
	for _, want := range []error{first, second, nil} {
		e.Set(want)
		assert.Equal(t, want, e.Err())
	}
}
