package search

import "github.com/counterpoint-go/counterpoint/explore/internal/sched"

// Turns runs one schedule, once, and goes on where that ends: goroutines take turns, and time passes when none of them
// can go on.
type Turns struct {
	Schedule []sched.Transition

	ran  bool
	last int32
	ts   []sched.Transition
}

// Next plans the execution.
func (r *Turns) Next(x *sched.Exec) bool {
	if r.ran {
		return false
	}
	r.ran = true
	x.Plan, x.Kinds = r.Schedule, nil
	return true
}

// Choose decides where the schedule does not.
func (r *Turns) Choose(x *sched.Exec) (sched.Transition, bool) {
	n := int32(len(x.Gs))
	for i := range n {
		g := (r.last + 1 + i) % n
		if x.IsClock(g) {
			continue
		}
		if t, ok := x.First(g, r.ts); ok {
			r.last = g
			return t, true
		}
	}
	return first(x, r.ts) // time passes, if there is a timer
}

// Done learns nothing.
func (r *Turns) Done(*sched.Exec) {}
