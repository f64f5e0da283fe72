package lockorder

import (
	"slices"
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A registry is what is known of the goroutines: who asks finds itself by its place, without a lock.
type registry struct {
	own self.Local[goroutine]

	mu     sync.Mutex
	others []*goroutine // all of them, for each other; each knows its index
}

// enter adds the calling goroutine, and returns the one that has had its place before and has ended, nil if there is none.
func (r *registry) enter(g *goroutine) (gone *goroutine) {
	r.mu.Lock()
	defer r.mu.Unlock()
	gone = r.own.Set(g.place, g)
	if gone != nil {
		g.index = gone.index
		r.others[g.index] = g
	} else {
		g.index = len(r.others)
		r.others = append(r.others, g)
	}
	return gone
}

// leave removes the calling goroutine.
func (r *registry) leave(g *goroutine) {
	r.own.Remove(g.place)
	r.mu.Lock()
	defer r.mu.Unlock()
	last := len(r.others) - 1
	r.others[g.index] = r.others[last]
	r.others[g.index].index = g.index
	r.others[last] = nil
	r.others = r.others[:last]
}

// all returns the goroutines, by the order in which they came.
func (r *registry) all() []*goroutine {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.others)
}
