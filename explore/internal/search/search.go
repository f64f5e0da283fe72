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

// first returns a transition that is possible, of the goroutine that made the last one if it has any:
// without a preemption.
func first(x *sched.Exec, buf []sched.Transition) (sched.Transition, bool) {
	if n := len(x.Events); n > 0 {
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
