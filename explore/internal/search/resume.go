package search

import (
	"encoding/json"
	"errors"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Resumer is a strategy with which another process can go on.
type Resumer interface {
	Strategy
	// State returns all that the strategy knows between two executions, but for the last one itself. It is
	// plain data, for encoding/json.
	State() any
	// Resume takes that over. x has run the last execution again.
	Resume(x *sched.Exec, state []byte) error
}

// A dporState is the stack of DPOR. What else it knows is of the last execution, and can be had from that.
type dporState struct {
	Redundant int
	Nodes     []node
}

// State returns all that the search knows but for the last execution.
func (d *DPOR) State() any { return dporState{d.Redundant, d.nodes} }

// Resume goes on with a state after the last execution.
func (d *DPOR) Resume(x *sched.Exec, state []byte) error {
	var s dporState
	if err := json.Unmarshal(state, &s); err != nil {
		return err
	}
	if len(s.Nodes) != len(x.Events)+1 {
		return errors.New("its states are not those of its last execution")
	}
	d.Redundant, d.nodes = s.Redundant, s.Nodes
	d.sleepers = len(d.part.sleep) > 0
	d.ran = true
	return nil
}

// A dfsState is the path with what is left to be run from it, and what there was.
type dfsState struct {
	Path   []branch
	Counts []int
	Cut    bool
}

// State returns all that the search knows.
func (d *DFS) State() any { return dfsState{d.path, d.counts, d.cut} }

// Resume goes on with a state.
func (d *DFS) Resume(_ *sched.Exec, state []byte) error {
	var s dfsState
	err := json.Unmarshal(state, &s)
	d.path, d.counts, d.cut, d.ran = s.Path, s.Counts, s.Cut, true
	return err
}

// State returns how many executions there were: each has random numbers of its own.
func (r *Random) State() any { return r.run }

// Resume goes on with a state.
func (r *Random) Resume(_ *sched.Exec, state []byte) error { return json.Unmarshal(state, &r.run) }

// A pctState is what the next execution depends on.
type pctState struct {
	Run   uint64
	Steps int
}

// State returns how many executions there were, and the most steps that one had.
func (p *PCT) State() any { return pctState{p.run, p.steps} }

// Resume goes on with a state.
func (p *PCT) Resume(_ *sched.Exec, state []byte) error {
	var s pctState
	err := json.Unmarshal(state, &s)
	p.run, p.steps = s.Run, s.Steps
	return err
}
