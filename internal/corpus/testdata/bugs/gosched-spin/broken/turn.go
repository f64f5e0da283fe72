package turn

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// A Ring has its members take turns.
type Ring struct {
	turn atomic.Int32
	n    int32
	mu   sync.Mutex
	log  []int32
}

// Run has member i take so many turns.
func (r *Ring) Run(i int32, turns int) {
	for range turns {
		for r.turn.Load() != i {
			runtime.Gosched()
		}
		r.mu.Lock()
		r.log = append(r.log, i)
		r.mu.Unlock()
		r.turn.Store((r.turn.Load() + 1) % r.n)
	}
}
