// Package search decides which executions of a program are run: a strategy a file.
package search

import "github.com/counterpoint-go/counterpoint/explore/internal/sched"

// A Strategy plans executions.
type Strategy interface {
	sched.Chooser
	// Next plans the next execution, and returns false if there is none left.
	Next(x *sched.Exec) bool
	// Done learns from the execution that was run.
	Done(x *sched.Exec)
}

// An Estimator says how much of the search is behind it: of what is known of the tree of executions, where
// each branch counts as much as its neighbours. It is an estimate, between 0 and 1.
type Estimator interface{ Covered() float64 }

// Bounded is a strategy with a bound of preemptions.
type Bounded interface {
	// Bounds returns how many schedules have exactly 0, 1, ... preemptions, as far as all of them were run; and
	// whether there are others.
	Bounds() (exact []int, cut bool)
}

// patience is how many steps an execution may have before all who can go on take turns: one that has no end then has
// none though nobody is left out.
const patience = 500

// first returns a transition that is possible, of the goroutine that made the last one if it has any:
// without a preemption, unless the execution is long.
func first(x *sched.Exec, buf []sched.Transition) (sched.Transition, bool) {
	n := len(x.Events)
	if n >= patience {
		return fair(x, buf)
	}
	if n > 0 {
		if t, ok := x.First(x.Events[n-1].G, buf); ok {
			return t, true
		}
	}
	for g := range x.Gs {
		if t, ok := x.First(int32(g), buf); ok {
			return t, true
		}
	}
	return sched.Transition{}, false
}

// fair returns a transition of the goroutine, of those that can go on, whose last step is longest ago. Of several it
// takes now this one and now that.
func fair(x *sched.Exec, buf []sched.Transition) (next sched.Transition, ok bool) {
	least := int32(len(x.Events))
	for g := range x.Gs {
		last := int32(sched.None)
		if n := len(x.Parts[g]); n > 0 {
			last = x.Parts[g][n-1]
		}
		if last >= least {
			continue
		}
		if t, can := x.First(int32(g), buf); can {
			next, ok, least = t, true, last
		}
	}
	if !ok || !isOpen(x.Gs[next.G].Op) {
		return next, ok
	}
	ts := x.Transitions(buf[:0], next.G)
	const prime = 16777619 // that of the hash FNV-1
	return ts[uint32(len(x.Events))*prime>>16%uint32(len(ts))], true
}
