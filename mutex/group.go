package mutex

import "sync"

// Group is a fixed number of counters behind one lock. One lock for all is what makes a Move one
// step, and what lets Sum see all counters at one moment.
//
// Its price is that strangers wait for each other: two Adds to different counters take turns. Where
// no operation concerns several counters, use a [Counter] for each.
//
// An operation happens before every operation that gets the lock after it.
// Use NewGroup; the zero value has no counters. A Group must not be copied after first use.
type Group struct {
	mu sync.Mutex
	n  []int64 // the elements are guarded by mu, the slice never changes
}

// NewGroup returns a group of counters at 0, numbered from 0.
func NewGroup(counters int) *Group { return &Group{n: make([]int64, counters)} }

// Add adds delta to counter i.
func (g *Group) Add(i int, delta int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n[i] += delta
}

// Value returns counter i.
func (g *Group) Value(i int) int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.n[i]
}

// Move takes delta from one counter and adds it to another, in one step: no Sum sees it on the way.
func (g *Group) Move(from, to int, delta int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	source, target := &g.n[from], &g.n[to] // panics, if it does, before anything is half done
	*source -= delta
	*target += delta
}

// Sum returns the sum of all counters at one moment. O(n), all of it under the lock.
func (g *Group) Sum() (sum int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, n := range g.n {
		sum += n
	}
	return sum
}
