// Package stream gives each goroutine of an execution random numbers of its own, the same ones in
// every execution.
package stream

import (
	"math/rand/v2"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Set holds a generator for each goroutine of the execution that is under way.
type Set[R any] struct {
	New func(*rand.PCG) *R

	stamp uint64
	all   []*R
}

// Of returns the generator of the goroutine that calls it.
func (s *Set[R]) Of(x *sched.Exec) *R {
	if s.stamp != x.Stamp() {
		s.stamp = x.Stamp()
		clear(s.all)
	}
	g := x.Self()
	for int(g) >= len(s.all) {
		s.all = append(s.all, nil)
	}
	if s.all[g] == nil {
		s.all[g] = s.New(rand.NewPCG(lineage(x, g), 0))
	}
	return s.all[g]
}

// lineage returns a number that depends on how the goroutine descends from the first: which child of
// which parent it is. Its own number would not do, for another exploration may give it another.
func lineage(x *sched.Exec, g int32) uint64 {
	parent := x.Spawns[g].Parent
	if parent == sched.None {
		return 0
	}
	var older uint64
	for other := range g {
		if s := x.Spawns[other]; s.Exists && s.Parent == parent {
			older++
		}
	}
	return rand.NewPCG(lineage(x, parent), older).Uint64()
}
