package search

import "github.com/counterpoint-go/counterpoint/explore/internal/sched"

// Replay runs one schedule, once. Where that ends before the program does, it goes on without a
// preemption, unless it is to stop.
type Replay struct {
	Schedule []sched.Transition
	Kinds    []sched.Kind // of its steps, if they are known
	Stop     bool         // at the schedule's end

	ran bool
	ts  []sched.Transition
}

// Next plans the next execution.
func (r *Replay) Next(x *sched.Exec) bool {
	if r.ran {
		return false
	}
	r.ran = true
	x.Plan, x.Kinds = r.Schedule, r.Kinds
	return true
}

// Choose decides where the plan does not.
func (r *Replay) Choose(x *sched.Exec) (sched.Transition, bool) {
	if r.Stop {
		return sched.Transition{}, false
	}
	return first(x, r.ts)
}

// Done learns from the execution that was run.
func (r *Replay) Done(x *sched.Exec) { x.Kinds = nil }
