package gauge

import "sync/atomic"

// A Gauge knows the highest level so far.
type Gauge struct {
	highest int64
}

// Observe tells of a level.
func (g *Gauge) Observe(level int64) {
	if level > atomic.LoadInt64(&g.highest) {
		atomic.StoreInt64(&g.highest, level)
	}
}

// Highest returns the highest level.
func (g *Gauge) Highest() int64 {
	return atomic.LoadInt64(&g.highest)
}
