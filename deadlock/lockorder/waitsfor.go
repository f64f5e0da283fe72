package lockorder

import (
	"maps"
	"slices"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/goroutines"
)

// waitsFor is who waits for whom: a graph whose nodes are goroutines. A circle in it is a deadlock, unless somebody
// outside of it unlocks what one of it holds.
//
// (R. C. Holt, "Some Deadlock Properties of Computer Systems", Computing Surveys 4(3), 1972.)
type waitsFor struct {
	self    uint64 // the calling goroutine
	all     map[uint64]goroutines.Goroutine
	waits   map[uint64]Waiting
	holders map[uint64][]heldBy // by lock
	writers map[uint64][]uint64 // who waits to write, by lock

	circles  [][]uint64
	circular map[uint64]bool // who is in one
}

// A heldBy is a lock and who holds it.
type heldBy struct {
	goroutine uint64
	Holding
}

// newWaitsFor is the graph of these goroutines, of which the calling one is the first. Who was said to wait, and ran
// or had ended when the stacks were taken, waits no longer.
func newWaitsFor(all []goroutines.Goroutine, held map[uint64][]Holding, waits map[uint64]Waiting) *waitsFor {
	g := &waitsFor{
		self:    all[0].ID,
		all:     map[uint64]goroutines.Goroutine{},
		waits:   map[uint64]Waiting{},
		holders: map[uint64][]heldBy{},
		writers: map[uint64][]uint64{},

		circular: map[uint64]bool{},
	}
	for _, one := range all {
		g.all[one.ID] = one
	}
	for _, id := range slices.Sorted(maps.Keys(held)) {
		for _, h := range held[id] {
			g.holders[h.Lock.ID] = append(g.holders[h.Lock.ID], heldBy{id, h})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(waits)) {
		if one, ok := g.all[id]; !ok || one.Class() == goroutines.Running {
			continue
		}
		wait := waits[id]
		g.waits[id] = wait
		if wait.For == Writing {
			g.writers[wait.Lock.ID] = append(g.writers[wait.Lock.ID], id)
		}
	}
	g.findCircles()
	return g
}

// A blocker is one for whom a goroutine waits.
type blocker struct {
	goroutine uint64
	how       string // that it holds the lock, or what else
	at        Stack  // where it took it
}

// blockers returns for whom a goroutine waits: for all of them. Readers do not exclude each other, but a writer who waits
// for one keeps out those that come after it: see sync.RWMutex.RLock.
func (g *waitsFor) blockers(id uint64) (blockers []blocker) {
	wait, ok := g.waits[id]
	if !ok {
		return nil
	}
	reading := false
	for _, h := range g.holders[wait.Lock.ID] {
		switch {
		case h.For == Writing:
			blockers = append(blockers, blocker{h.goroutine, "held by", h.At})
		case wait.For == Writing:
			blockers = append(blockers, blocker{h.goroutine, "read by", h.At})
		default:
			reading = true
		}
	}
	if reading {
		for _, writer := range g.writers[wait.Lock.ID] {
			blockers = append(blockers, blocker{writer, "behind the writer,", nil})
		}
	}
	return blockers
}

// findCircles finds goroutines that wait, each for the next and the last for the first: not all such circles, but
// one at least if there is one. It is a depth-first search, which closes a circle where it comes to its own path.
func (g *waitsFor) findCircles() {
	var path []uint64
	done := map[uint64]bool{}
	var visit func(id uint64)
	visit = func(id uint64) {
		if i := slices.Index(path, id); i >= 0 {
			g.circles = append(g.circles, slices.Clone(path[i:]))
			for _, one := range path[i:] {
				g.circular[one] = true
			}
			return
		}
		if done[id] {
			return
		}
		done[id] = true
		path = append(path, id)
		for _, next := range g.blockers(id) {
			visit(next.goroutine)
		}
		path = path[:len(path)-1]
	}
	for _, id := range slices.Sorted(maps.Keys(g.waits)) {
		visit(id)
	}
}
