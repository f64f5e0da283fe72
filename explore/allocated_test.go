package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// TestAllocated has goroutines meet locks late, in another order each time: they have to be known by where they are.
func TestAllocated(t *testing.T) {
	type cell struct {
		mu sync.Mutex
		n  int
	}
	run := func(goroutines, looks int, made func([]cell) []cell) *explore.Report {
		return explore.Run(func(t *explore.T) {
			cells := made(make([]cell, goroutines))
			for g := range goroutines {
				t.Go(func() {
					for i := range looks {
						c := &cells[(i+g)%goroutines]
						c.mu.Lock()
						memory.Store(&c.n, memory.Load(&c.n)+1)
						c.mu.Unlock()
					}
				})
			}
		})
	}
	unnamed := func(cells []cell) []cell { return cells }
	for _, size := range [][2]int{{3, 2}, {3, 3}, {4, 2}} {
		named, late := run(size[0], size[1], memory.MadeSlice[[]cell]), run(size[0], size[1], unnamed)
		assert.True(t, named.Exhaustive)
		assert.Zero(t, named.Redundant)
		assert.Equal(t, late.Executions-late.Redundant, named.Executions)
		t.Logf("%d goroutines, %d locks each: %d traces; %d more executions without names", size[0], size[1], named.Executions, late.Redundant)
	}
}
