package countertest_test

import (
	"errors"
	"math"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
)

// A counter made of two functions, to be wrong in any way.
type wrong struct {
	add   func(delta int64)
	value func() int64
}

func (w wrong) Add(delta int64) { w.add(delta) }
func (w wrong) Value() int64    { return w.value() }

var everyRule = []string{
	"Zero", "Sequential", "Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Joined", "Monotonic",
}

// TestSuite runs the suite on counters that break a promise for certain, and asserts which.
func TestSuite(t *testing.T) {
	var shared counter.Locked
	tests := map[string]struct {
		newCounter func() counter.Counter
		breaks     []string // these rules for certain; more with luck
	}{
		"correct": {
			func() counter.Counter { return new(counter.Locked) },
			nil,
		},
		"forgets": {
			func() counter.Counter { return wrong{func(int64) {}, func() int64 { return 0 }} },
			[]string{"Sequential", "Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Joined", "Monotonic"},
		},
		"counts twice": {
			func() counter.Counter {
				c := new(counter.Locked)
				return wrong{func(delta int64) { c.Add(2 * delta) }, c.Value}
			},
			[]string{"Sequential", "Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Monotonic"},
		},
		"starts at one": {
			func() counter.Counter {
				c := new(counter.Locked)
				c.Add(1)
				return c
			},
			[]string{"Zero", "Sequential", "Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Monotonic"},
		},
		"never below zero": {
			func() counter.Counter {
				c := new(counter.Locked)
				return wrong{c.Add, func() int64 { return max(0, c.Value()) }}
			},
			[]string{"Negative", "Overflow"},
		},
		"increments only": {
			func() counter.Counter {
				c := new(counter.Locked)
				return wrong{func(int64) { c.Add(1) }, c.Value}
			},
			[]string{"Sequential", "Negative", "Overflow", "MixedSum", "Few"},
		},
		"32 bits": {
			func() counter.Counter {
				c := new(atomic.Int32)
				return wrong{func(delta int64) { c.Add(int32(delta)) }, func() int64 { return int64(c.Load()) }}
			},
			[]string{"Overflow", "MixedSum"},
		},
		"saturates": {
			func() counter.Counter { return new(saturating) },
			[]string{"Overflow"},
		},
		"one for all": {
			func() counter.Counter { return &shared },
			[]string{"Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Monotonic"},
		},
		"a read resets": {
			func() counter.Counter {
				c := new(atomic.Int64)
				return wrong{func(delta int64) { c.Add(delta) }, func() int64 { return c.Swap(0) }}
			},
			[]string{"Sequential", "Negative", "Overflow", "OwnAdds", "Monotonic"},
		},
		"shows every second Add": {
			func() counter.Counter {
				var c, adds counter.Locked
				var hidden atomic.Int64
				return wrong{
					func(delta int64) {
						adds.Add(1)
						if adds.Value()%2 == 0 {
							c.Add(delta + hidden.Swap(0))
						} else {
							hidden.Add(delta)
						}
					},
					c.Value,
				}
			},
			[]string{"Sequential", "Negative", "Overflow", "Independent"},
		},
		"panics": {
			func() counter.Counter { return wrong{func(int64) { panic("boom") }, func() int64 { return 0 }} },
			[]string{"Sequential", "Negative", "Overflow", "Independent", "Sum", "MixedSum", "Few", "OwnAdds", "Joined", "Monotonic"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if name == "one for all" {
				shared.Add(-shared.Value())
			}
			assert.Subset(t, broken(t, test.newCounter), test.breaks)
		})
	}
	assert.Empty(t, broken(t, tests["correct"].newCounter))
}

// broken returns the names of the rules that the counter breaks.
func broken(t *testing.T, newCounter func() counter.Counter) []string {
	t.Helper()
	err := countertest.Check(newCounter)
	if err == nil {
		return nil
	}
	var names []string
	for _, err := range err.(interface{ Unwrap() []error }).Unwrap() {
		var b *countertest.Broken
		require.ErrorAs(t, err, &b)
		assert.Contains(t, everyRule, b.Rule)
		assert.NotEmpty(t, b.Promise)
		assert.Regexp(t, `^rules\.go:\d+$`, b.Source)
		assert.ErrorContains(t, err, b.Promise)
		require.Error(t, errors.Unwrap(err))
		names = append(names, b.Rule)
	}
	return names
}

// A saturating counter stops at the ends of int64 where the contract says that sums wrap.
type saturating struct {
	mu sync.Mutex
	n  int64
}

func (c *saturating) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch sum := c.n + delta; {
	case delta > 0 && sum < c.n:
		c.n = math.MaxInt64
	case delta < 0 && sum > c.n:
		c.n = math.MinInt64
	default:
		c.n = sum
	}
}

func (c *saturating) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// A counter that blocks for ever breaks a promise within the suite's patience, and says where it stands.
func TestBlockedCounter(t *testing.T) {
	defer countertest.SetPatience(50 * time.Millisecond)()
	release := make(chan struct{})
	defer close(release)
	err := countertest.Check(func() counter.Counter {
		return wrong{func(int64) { <-release }, func() int64 { return 0 }}
	})
	assert.ErrorContains(t, err, "Sequential: an operation has not returned after 50ms")
	assert.ErrorContains(t, err, "[chan receive]")
}

func TestCorrectCountersPass(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(counter.Locked) })
}
