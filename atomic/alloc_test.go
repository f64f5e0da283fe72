//go:build !race

package atomic_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/atomic"
)

// TestAllocations holds the types to what they say of memory. With the race detector other things allocate, too.
func TestAllocations(t *testing.T) {
	var c atomic.Counter
	b := atomic.NewBounded(10)
	var hi atomic.Max[int64]
	var lo atomic.Min[int64]
	var fired atomic.Flag
	fired.Set()
	flags := make([]atomic.Flag, 200) // as many as are set, and more
	var tally atomic.Tally
	var lazy atomic.Lazy[answer]
	lazy.Get(newAnswer)
	var last atomic.LastError
	err := errors.New("an error")
	var n int64
	for name, test := range map[string]struct {
		allocations float64
		f           func()
	}{
		"Counter": {0, func() {
			c.Add(1)
			c.Update(func(n int64) int64 { return n + 1 })
			c.Flush(func(int64) {})
			c.Value()
		}},
		"Bounded":   {0, func() { b.TryAdd(1); b.TryAdd(-1); b.Value(); b.Flush() }},
		"Max":       {0, func() { n++; hi.Observe(n); hi.Value() }},
		"Min":       {0, func() { n++; lo.Observe(-n); lo.Value() }},
		"Flag":      {0, func() { n++; flags[n%200].Set(); fired.Set(); fired.Done() }},
		"Tally":     {0, func() { tally.Observe(1); tally.Read(); tally.Flush() }},
		"Lazy":      {0, func() { lazy.Get(newAnswer) }},
		"Result":    {0, func() { var r atomic.Result[answer]; r.Finish(answer{}); r.Result() }},
		"LastError": {1, func() { last.Set(err); _ = last.Err() }},
	} {
		assert.Equal(t, test.allocations, testing.AllocsPerRun(100, test.f), name)
	}
}
