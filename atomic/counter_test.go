package atomic_test

import (
	"errors"
	"fmt"
	"math"
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

// What has no function to call says so, and is as usable as before.
func TestNil(t *testing.T) {
	var c atomic.Counter
	c.Add(1)
	assert.PanicsWithValue(t, "atomic: Counter.Update(nil): there is nothing to compute the sum by; pass a function, or call Add",
		func() { c.Update(nil) })
	assert.PanicsWithValue(t, "atomic: Counter.Flush(nil): the sum would be lost; pass what is to have it",
		func() { c.Flush(nil) })
	assert.EqualValues(t, 1, c.Value())

	var l atomic.Lazy[answer]
	assert.PanicsWithValue(t, "atomic: Lazy.Get(nil): there is no value yet, and nothing to make it with; pass a function",
		func() { l.Get(nil) })
	assert.Equal(t, newAnswer(), l.Get(newAnswer))
	assert.Equal(t, newAnswer(), l.Get(nil), "there is nothing to make any more")
}

// A function that panics is no reason for the counter not to go on.
func TestCounterPanic(t *testing.T) {
	var c atomic.Counter
	c.Add(2)
	assert.Panics(t, func() { c.Update(func(int64) int64 { panic("no sum") }) })
	assert.EqualValues(t, 2, c.Value())
	assert.Panics(t, func() { c.Flush(func(int64) { panic("no report") }) })
	assert.Zero(t, c.Value(), "the sum was taken")
	c.Add(3)
	assert.EqualValues(t, 3, c.Value())
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
