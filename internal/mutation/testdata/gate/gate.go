// Package gate is one whose mutants are known.
package gate

import "sync/atomic"

// Gate lets in as many as it has places for.
type Gate struct {
	free atomic.Int64
}

func (g *Gate) open(places int64) { g.free.Store(places) }

// Enter says whether there was a place.
func (g *Gate) Enter() bool {
	for {
		free := g.free.Load()
		if free <= 0 {
			return false
		}
		if g.free.CompareAndSwap(free, free-1) {
			return true
		}
	}
}

// Leave gives the place back.
func (g *Gate) Leave() {
	g.free.Add(1)
}
