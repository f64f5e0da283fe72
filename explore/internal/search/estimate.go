package search

import (
	"math"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

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

// Covered estimates how much of the search is behind it. The branches of a node are those that are known, or as many as
// there are transitions that could have been made there and are dependent on the one that was: these will be known.
func (d *DPOR) Covered() float64 {
	e := newEstimate()
	x := d.rel.x
	last := 0 // the steps that the last execution has in common with what comes next
	if x != nil && d.branch <= min(len(x.Events), len(d.rel.starts)-1) {
		last = d.branch
		d.base.Begin(x)
		d.counts = clock.Zero(d.counts, len(x.Gs))
	}
	for i := range d.nodes {
		n := &d.nodes[i]
		left := len(n.Tree)
		if i < last {
			left = max(left, d.rivals(x, i))
			d.base.Replay(x, &x.Events[i], d.woken[:0])
			d.count(&x.Events[i])
		}
		e.branch(n.Done, n.Done+1+left)
	}
	return e.covered()
}

// rivals returns how many transitions are dependent on event e that can be made in its place by goroutines that do not
// sleep. The base is the state before it.
func (d *DPOR) rivals(x *sched.Exec, e int) (rivals int) {
	for g := range x.Gs {
		d.base.Gs[g].Op = nil
		if k := d.counts[g]; d.exists(x, int32(g)) && int(k) < len(x.Ops[g]) {
			d.base.Gs[g].Op = &x.Ops[g][k]
		}
	}
	for g := range x.Gs {
		sleeps := func(s step) bool { return s.G == int32(g) }
		if ev := &x.Events[e]; ev.G == int32(g) || ev.With == int32(g) || slices.ContainsFunc(d.nodes[e].Sleep, sleeps) {
			continue
		}
		d.ts = d.base.Transitions(d.ts[:0], int32(g))
		for _, t := range d.ts {
			s := step{Transition: t, I: d.counts[g], WithI: sched.None}
			d.probe.CopyFrom(&d.base)
			if s.Mode, _ = d.probe.Apply(t, d.woken[:0]); d.dependent(x, s, e) {
				rivals++
			}
		}
	}
	return rivals
}
