package atomic_test

import (
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/atomic"
)

func TestMax(t *testing.T) {
	var m atomic.Max[int]
	v, ok := m.Value()
	assert.False(t, ok, "nothing was observed")
	assert.Zero(t, v)
	assert.True(t, m.Observe(-5), "the first counts, though it is below 0")
	assert.False(t, m.Observe(-5))
	assert.False(t, m.Observe(-6))
	assert.True(t, m.Observe(4))
	assert.False(t, m.Observe(-4))
	v, ok = m.Value()
	assert.True(t, ok)
	assert.Equal(t, 4, v)
}

func TestMin(t *testing.T) {
	var m atomic.Min[time.Duration]
	v, ok := m.Value()
	assert.False(t, ok, "nothing was observed")
	assert.Zero(t, v)
	assert.True(t, m.Observe(time.Second), "the first counts, though it is above 0")
	assert.False(t, m.Observe(time.Second))
	assert.False(t, m.Observe(time.Minute))
	assert.True(t, m.Observe(-time.Hour))
	v, ok = m.Value()
	assert.True(t, ok)
	assert.Equal(t, -time.Hour, v)
}

// The ends of each type are values like any other, and the first ones too.
func TestMarkEnds(t *testing.T) {
	markEnds[int64](t, math.MinInt64, math.MaxInt64)
	markEnds[uint64](t, 0, math.MaxUint64)
	markEnds[int8](t, math.MinInt8, math.MaxInt8)
	markEnds[uint8](t, 0, math.MaxUint8)
}

func markEnds[T int64 | uint64 | int8 | uint8](t *testing.T, lowest, highest T) {
	for _, first := range []T{lowest, highest} {
		var hi atomic.Max[T]
		var lo atomic.Min[T]
		for i, v := range []T{first, lowest, highest, lowest, highest} {
			assert.Equal(t, i == 0 || first == lowest && i == 2, hi.Observe(v), "%d is a maximum of %T, step %d", v, v, i)
			assert.Equal(t, i == 0 || first == highest && i == 1, lo.Observe(v), "%d is a minimum of %T, step %d", v, v, i)
		}
		v, ok := hi.Value()
		assert.True(t, ok)
		assert.Equal(t, highest, v)
		v, ok = lo.Value()
		assert.True(t, ok)
		assert.Equal(t, lowest, v)
	}
}

// Of many that observe at once, nobody's value gets lost, and as many have moved the mark as say so.
func TestMarkTogether(t *testing.T) {
	var hi atomic.Max[int64]
	var lo atomic.Min[int64]
	var wg sync.WaitGroup
	for g := range int64(8) {
		wg.Go(func() {
			for i := range int64(1000) {
				hi.Observe(i*8 + g)
				lo.Observe(-i*8 - g)
			}
		})
	}
	wg.Wait()
	v, _ := hi.Value()
	assert.EqualValues(t, 7999, v)
	v, _ = lo.Value()
	assert.EqualValues(t, -7999, v)
}

// TestSameAsModel does to each type and to a list of what was done to it the same at random, and wants the same
// answers.
func TestSameAsModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var hi atomic.Max[int16]
		var lo atomic.Min[int16]
		var values []int16
		var flag atomic.Flag
		sets := 0
		limit := rapid.Int64Range(0, 20).Draw(t, "limit")
		bounded := atomic.NewBounded(limit)
		var sum int64
		var counter atomic.Counter
		var count int64
		t.Repeat(map[string]func(*rapid.T){
			"Observe": func(t *rapid.T) {
				v := rapid.Int16().Draw(t, "v")
				assert.Equal(t, len(values) == 0 || v > slices.Max(values), hi.Observe(v))
				assert.Equal(t, len(values) == 0 || v < slices.Min(values), lo.Observe(v))
				values = append(values, v)
			},
			"Set": func(t *rapid.T) {
				assert.Equal(t, sets == 0, flag.Set())
				sets++
			},
			"Done": func(t *rapid.T) { assert.Equal(t, sets > 0, isClosed(flag.Done())) },
			"TryAdd": func(t *rapid.T) {
				delta := rapid.Int64Range(-limit-1, limit+1).Draw(t, "delta")
				fits := 0 <= sum+delta && sum+delta <= limit
				assert.Equal(t, fits, bounded.TryAdd(delta))
				if fits {
					sum += delta
				}
			},
			"Flush": func(t *rapid.T) {
				assert.Equal(t, sum, bounded.Flush())
				sum = 0
				counter.Flush(func(n int64) { assert.Equal(t, count, n) })
				count = 0
			},
			"Add": func(t *rapid.T) {
				delta := rapid.Int64().Draw(t, "delta")
				counter.Add(delta)
				counter.Update(func(n int64) int64 { return n ^ delta })
				count = (count + delta) ^ delta
			},
			"": func(t *rapid.T) {
				v, ok := hi.Value()
				assert.Equal(t, len(values) > 0, ok)
				if ok {
					assert.Equal(t, slices.Max(values), v)
					v, _ = lo.Value()
					assert.Equal(t, slices.Min(values), v)
				}
				assert.Equal(t, sets > 0, flag.IsSet())
				assert.Equal(t, sum, bounded.Value())
				assert.Equal(t, count, counter.Value())
			},
		})
	})
}
