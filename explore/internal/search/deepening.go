package search

import (
	"encoding/json"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Deepening runs every schedule, those with fewer preemptions first: by a DFS without preemptions, then one with
// at most one, and so on. It is iterative context bounding (Madanlal Musuvathi and Shaz Qadeer, "Iterative
// Context Bounding for Systematic Testing of Multithreaded Programs", PLDI 2007).
//
// It departs from the paper in that it keeps no queue of the states where the next bound goes on, which would
// grow with the number of schedules. Each bound begins at the beginning, and on its way comes by the schedules of
// the lower ones again: see IsAgain.
type Deepening struct {
	Most   int                // the last bound; negative is without end
	Prefix []sched.Transition // see DFS

	dfs   DFS
	exact []int // see Bounds
}

// Next plans the next execution.
func (d *Deepening) Next(x *sched.Exec) bool {
	d.dfs.Prefix = d.Prefix
	for !d.dfs.Next(x) {
		if d.dfs.counts != nil { // else it has been here before
			d.exact = append(d.exact, d.dfs.counts[len(d.dfs.counts)-1])
			d.dfs.counts = nil
		}
		bound := d.dfs.Preemptions
		if !d.dfs.cut || bound == d.Most {
			return false
		}
		d.dfs = DFS{Preemptions: bound + 1, Prefix: d.Prefix, plan: d.dfs.plan, all: d.dfs.all}
	}
	return true
}

// Choose decides where the plan does not.
func (d *Deepening) Choose(x *sched.Exec) (sched.Transition, bool) { return d.dfs.Choose(x) }

// Done learns from the execution that was run.
func (d *Deepening) Done(x *sched.Exec) { d.dfs.Done(x) }

// IsAgain says whether the execution has fewer preemptions than the bound: a lower one has had it.
func (d *Deepening) IsAgain() bool { return d.dfs.preempted() < d.dfs.Preemptions }

// Bounds implements Bounded.
func (d *Deepening) Bounds() (exact []int, cut bool) { return d.exact, d.dfs.cut || !d.dfs.over }

// A deepeningState is where the present bound stands, and what those before have come to.
type deepeningState struct {
	Bound int
	Exact []int
	DFS   json.RawMessage
}

// State returns the bound with where it stands.
func (d *Deepening) State() any {
	path, _ := json.Marshal(d.dfs.State()) // numbers
	return deepeningState{d.dfs.Preemptions, d.exact, path}
}

// Resume goes on with a state.
func (d *Deepening) Resume(x *sched.Exec, state []byte) error {
	var s deepeningState
	if err := json.Unmarshal(state, &s); err != nil {
		return err
	}
	d.dfs.Preemptions, d.exact = s.Bound, s.Exact
	return d.dfs.Resume(x, s.DFS)
}
