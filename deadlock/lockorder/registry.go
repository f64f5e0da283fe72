package lockorder

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A registry is what is known of the goroutines, by place. Where places are used again there are never more than
// goroutines at a time, so a [table] will do; else a goroutine is taken out when it holds nothing.
type registry struct {
	table  table[goroutine]
	places sync.Map
}

func (r *registry) get(place uintptr) *goroutine {
	if self.Reused {
		return r.table.get(uint64(place))
	}
	g, _ := r.places.Load(place)
	found, _ := g.(*goroutine)
	return found
}

func (r *registry) set(place uintptr, g *goroutine) {
	if self.Reused {
		r.table.set(uint64(place), g)
	} else {
		r.places.Store(place, g)
	}
}

func (r *registry) remove(place uintptr) { r.places.Delete(place) }

func (r *registry) all(f func(g *goroutine)) {
	if self.Reused {
		r.table.all(func(_ uint64, g *goroutine) { f(g) })
		return
	}
	r.places.Range(func(_, g any) bool {
		f(g.(*goroutine))
		return true
	})
}
