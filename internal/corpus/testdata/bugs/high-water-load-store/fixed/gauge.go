package gauge

import "sync/atomic"

// A Gauge knows the highest level so far.
type Gauge struct {
	highest int64
}

// Observe tells of a level.
func (g *Gauge) Observe(level int64) {
	for {
		highest := atomic.LoadInt64(&g.highest)
		if level <= highest || atomic.CompareAndSwapInt64(&g.highest, highest, level) {
			return
		}
	}
}

// Highest returns the highest level.
func (g *Gauge) Highest() int64 {
	return atomic.LoadInt64(&g.highest)
}
