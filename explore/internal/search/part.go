package search

import (
	"slices"
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Part is a part of the search that DPOR can do by itself: the traces that begin with some steps, and
// cannot as well begin with others.
type Part struct {
	prefix []sched.Transition
	sleep  []step
}

// After returns the part of all traces that begin with these steps.
func After(prefix []sched.Transition) Part { return Part{prefix: prefix} }

// partsFor is how many parts there are for each of those who do them: parts are not of one size.
const partsFor = 8

// Split divides a part for that many: After nothing is all. It runs the beginnings of executions, and no whole one. Together the
// parts have each trace once. The same program is divided in the same way each time.
func Split(x *sched.Exec, n int, whole Part) []Part {
	parts := []Part{whole}
	if n == 1 {
		return parts
	}
	s := &splitter{x: x}
	for at := 0; at < len(parts) && len(parts)-at < partsFor*n && len(parts[at].prefix) < len(whole.prefix)+maxSplit; {
		children := s.divide(parts[at])
		if len(children) == 0 {
			at++ // an execution that is over
			continue
		}
		parts = append(slices.Delete(parts, at, at+1), children...)
	}
	return parts
}

// maxSplit is how deep the search is divided.
const maxSplit = 24

// A splitter stops executions where a prefix ends.
type splitter struct {
	x      *sched.Exec
	probe  sched.Machine
	t1, t2 []sched.Touch
}

// Choose ends the execution.
func (s *splitter) Choose(*sched.Exec) (sched.Transition, bool) { return sched.Transition{}, false }

// divide returns a part for each transition that can come after the prefix. In each of them those of its
// elder siblings sleep.
func (s *splitter) divide(p Part) (children []Part) {
	x := s.x
	before := x.Chooser
	x.Chooser, x.Plan = s, p.prefix
	x.Run()
	x.Chooser = before
	sleep := slices.Clone(p.sleep)
	for g := range x.Gs {
		for _, t := range x.Transitions(nil, int32(g)) {
			now := step{Transition: t, I: int32(len(x.Ops[g]) - 1), WithI: sched.None}
			if t.With != sched.None {
				now.WithI = int32(len(x.Ops[t.With]) - 1)
			}
			s.probe.CopyFrom(&x.Machine)
			now.Mode, _ = s.probe.Apply(t, nil)
			if slices.Contains(sleep, now) {
				continue
			}
			child := Part{prefix: append(slices.Clone(p.prefix), t)}
			s.t1 = x.Touches(s.t1[:0], x.Op(now.G, now.I), t, now.Mode)
			for _, q := range sleep {
				s.t2 = x.Touches(s.t2[:0], x.Op(q.G, q.I), q.Transition, q.Mode)
				if !meets(t, q.Transition) && !conflict(s.t1, s.t2) {
					child.sleep = append(child.sleep, q)
				}
			}
			children = append(children, child)
			sleep = append(sleep, now)
		}
	}
	return children
}

// NewPart returns a search of a part.
func NewPart(p Part) *DPOR {
	d := spare.Get().(*DPOR)
	d.part = p
	return d
}

// spare are searches that are over: what they have allocated is used again.
var spare = sync.Pool{New: func() any { return &DPOR{} }}

// Release says that the search is not used any more.
func (d *DPOR) Release() {
	d.IsOver, d.Horizon, d.Beyond = nil, 0, false
	d.Redundant, d.part, d.sleepers, d.branch, d.ran, d.choices = 0, Part{}, false, 0, false, false
	d.nodes, d.rel.width = d.nodes[:0], 0 // what is known is of no other execution
	spare.Put(d)
}

// awake chooses a transition that does not sleep. If nothing but sleepers can go on, the execution is of
// another part, and ends.
func (d *DPOR) awake(x *sched.Exec) (sched.Transition, bool) {
	at := len(x.Events)
	if at == len(x.Plan) {
		d.asleep = append(d.asleep[:0], d.nodes[d.branch].Sleep...)
		for i := d.branch; i < at; i++ {
			d.wake(x, &x.Events[i])
		}
	} else {
		d.wake(x, &x.Events[at-1])
	}
	any := false
	for g := range x.Gs {
		d.ts = x.Transitions(d.ts[:0], int32(g))
		for _, t := range d.ts {
			any = true
			if !slices.ContainsFunc(d.asleep, func(s step) bool { return s.Transition == t }) {
				return t, true
			}
		}
	}
	x.Blocked = any
	return sched.Transition{}, false
}

// wake lets those sleepers go that depend on the event.
func (d *DPOR) wake(x *sched.Exec, e *sched.Event) {
	d.t2 = x.Touches(d.t2[:0], x.Op(e.G, e.I), e.Transition, e.Mode)
	d.asleep = slices.DeleteFunc(d.asleep, func(s step) bool {
		d.t1 = x.Touches(d.t1[:0], x.Op(s.G, s.I), s.Transition, s.Mode)
		return meets(s.Transition, e.Transition) || conflict(d.t1, d.t2)
	})
}
