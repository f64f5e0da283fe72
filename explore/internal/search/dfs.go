package search

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// DFS runs every schedule, depth first. It reduces nothing: it is there to count schedules, and as
// the oracle of what reduces.
type DFS struct {
	// Preemptions is how often a goroutine may be left that could go on; negative is without bound.
	Preemptions int
	// Prefix is what all schedules begin with. Its preemptions do not count.
	Prefix []sched.Transition

	path []branch
	plan []sched.Transition
	all  []sched.Transition
	ran  bool

	counts []int // of the schedules so far, by how many preemptions they have
	cut    bool  // the bound has left schedules out
	over   bool
}

// A branch is a state on the path with the transitions that are left to be made from it.
type branch struct {
	Left  []sched.Transition // the first is the one on the path
	Last  int32              // whose step led here, if it could go on; None
	Spent int                // preemptions before it
	Done  int                // how many transitions have been made from it, and all that follows
}

// after returns the preemptions spent once the first of the transitions is made.
func (b *branch) after() int {
	if b.Last != sched.None && b.Left[0].G != b.Last {
		return b.Spent + 1
	}
	return b.Spent
}

// Next plans the next execution.
func (d *DFS) Next(x *sched.Exec) bool {
	if d.ran {
		for len(d.path) > 0 && len(d.path[len(d.path)-1].Left) == 1 {
			d.path = d.path[:len(d.path)-1]
		}
		if d.over = len(d.path) == 0; d.over {
			return false
		}
		b := &d.path[len(d.path)-1]
		b.Left = b.Left[1:]
		b.Done++
	} else {
		for _, t := range d.Prefix {
			d.path = append(d.path, branch{Left: []sched.Transition{t}, Last: sched.None})
		}
	}
	d.ran = true
	d.plan = d.plan[:0]
	for i := range d.path {
		d.plan = append(d.plan, d.path[i].Left[0])
	}
	x.Plan = d.plan
	return true
}

// Choose decides where the plan does not.
func (d *DFS) Choose(x *sched.Exec) (sched.Transition, bool) {
	d.all = d.all[:0]
	for g := range x.Gs {
		d.all = x.Transitions(d.all, int32(g))
	}
	if len(d.all) == 0 {
		return sched.Transition{}, false
	}
	b := branch{Last: sched.None}
	if n := len(x.Events); n > 0 {
		b.Spent = d.path[n-1].after()
		last := x.Events[n-1].G
		goesOn := func(t sched.Transition) bool { return t.G == last }
		if slices.ContainsFunc(d.all, goesOn) {
			b.Last = last
			if d.Preemptions >= 0 && b.Spent >= d.Preemptions {
				n := len(d.all)
				d.all = slices.DeleteFunc(d.all, func(t sched.Transition) bool { return t.G != last })
				d.cut = d.cut || len(d.all) < n
			}
		}
	}
	b.Left = slices.Clone(d.all)
	d.path = append(d.path, b)
	return b.Left[0], true
}

// Done learns from the execution that was run.
func (d *DFS) Done(*sched.Exec) {
	n := d.preempted()
	for len(d.counts) <= max(n, d.Preemptions) {
		d.counts = append(d.counts, 0)
	}
	d.counts[n]++
}

// preempted returns how many preemptions the schedule on the path has.
func (d *DFS) preempted() int {
	if len(d.path) == 0 {
		return 0
	}
	return d.path[len(d.path)-1].after()
}

// Bounds implements Bounded.
func (d *DFS) Bounds() (exact []int, cut bool) {
	if !d.over {
		return nil, true
	}
	return d.counts, d.cut
}

// Covered estimates how much of the search is behind it.
func (d *DFS) Covered() float64 {
	e := newEstimate()
	for i := range d.path {
		b := &d.path[i]
		e.branch(b.Done, b.Done+len(b.Left))
	}
	return e.covered()
}
