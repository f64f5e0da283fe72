package search

import "math"

// An estimate says how much of a tree is behind a search that goes through it depth first, from the path that leads to
// where the search is. Each branch counts as much as its neighbours.
type estimate struct {
	sum, weight float64 // of all that is done, and of the node that the path has come to
	any         bool    // something is done
}

func newEstimate() estimate { return estimate{weight: 1} }

// branch goes down from a node, so many of whose branches are done.
func (e *estimate) branch(done, all int) {
	e.weight /= float64(all)
	e.sum += e.weight * float64(done)
	e.any = e.any || done > 0
}

// covered returns the estimate. What is too little for a number is more than nothing all the same.
func (e *estimate) covered() float64 {
	if e.any {
		return max(e.sum, math.SmallestNonzeroFloat64)
	}
	return 0
}
