package search

import (
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// DPOR runs one schedule of each Mazurkiewicz trace. It is optimal dynamic partial-order reduction with
// wakeup trees, after Parosh Aziz Abdulla, Stavros Aronis, Bengt Jonsson and Konstantinos Sagonas, "Source
// Sets: A Foundation for Optimal Dynamic Partial Order Reduction", Journal of the ACM 64(4), 2017.
//
// After each execution it looks for what could have been made in the place of one of its events: for a
// transition that depends on the event, and is possible in the state that is reached without the event and
// what came after because of it. The sequence that leads there is put into the wakeup tree of the state
// before the event, unless all that follows it is run anyway: because a transition that sleeps there, or a
// branch that is in the tree, can be made first without changing what follows.
//
// It departs from the paper in three things.
//
//   - A transition may be of two goroutines, which meet at a channel, and a goroutine may have several: the
//     cases of a select, the senders that a receiver can meet. Dependent are transitions of the same
//     goroutine, and those that conflict on an object, by what they did to it (a try-lock that failed has
//     read). An event may wake goroutines.
//   - What cannot go on in the place of an event may be held up by several that commute, or its goroutine
//     may have gone another way: then all of these are left out. See conflicts.
//   - The numbers of objects do not last from one execution to the next, but for those that had been met on the
//     path to a state, which is the same in all executions through it; others are told apart by their names.
//     Where one has none, and it is not known whether two steps are about one object, it is taken that they
//     are. What that costs is counted in Redundant.
type DPOR struct {
	Redundant int // executions of a trace that had been run before
	// Horizon is how many steps of an execution are looked at for what could have come in their place, 0 for all: to
	// look at them all takes time with the third power of how many there are. Beyond says that there were others.
	Horizon int
	Beyond  bool
	// IsOver, if it is set, says whether the search is to end: it is asked while the search looks back on an execution,
	// which may take long. What it has not found by then it will not know of.
	IsOver func() bool

	part                   Part   // what is searched; all, if it is empty
	sleepers               bool   // where a plan ends, there may be transitions that sleep
	asleep                 []step // the sleepers now
	nodes                  []node // the states on the path; the last is the end
	plan                   []sched.Transition
	free                   []*wakeup
	branch                 int // the first state of the last execution that was not on the one before
	ran                    bool
	rel                    relation
	base                   sched.Machine
	state                  sched.Machine
	probe                  sched.Machine
	kept                   []int32
	history, latest, found []int32 // see races
	rest                   []int32
	open                   []instance
	choices                bool // the execution has open operations
	strays                 []int32
	counts                 []int32
	ts                     []sched.Transition
	t1, t2, t3             []sched.Touch
	woken                  []int32
}

// A node is a state on the path. It is plain data, as is all below it: see State.
type node struct {
	Sleep   []step    `json:",omitempty"` // what need not be made here: all that follows has been run
	Tree    []*wakeup `json:",omitempty"` // what is still to be run from here
	Done    int       `json:",omitempty"` // how many branches have been run from here, and all that follows
	Foreign int       `json:",omitempty"` // how many of the sleepers, the first, slept when the part began
}

// A step is a transition with what it takes to know its effect.
type step struct {
	sched.Transition
	I, WithI int32
	Mode     sched.Mode
}

func stepOf(e *sched.Event) step {
	return step{e.Transition, e.I, e.WithI, e.Mode}
}

// A wakeup is a step of a wakeup tree: with those above it, and one of those below it, it leads to a
// trace that has not been run.
type wakeup struct {
	step
	Touches []sched.Touch // objects that had not been met are unknown
	Names   []sched.Name  `json:",omitempty"` // of those that are unknown
	Named   int32         // how many had been met
	Next    []*wakeup     `json:",omitempty"`
}

// Objects of another execution.
const (
	unknown = -2 // it may have any number in this one
	absent  = -3 // it is not met in this one
)

// Next plans the next execution.
func (d *DPOR) Next(x *sched.Exec) bool {
	if !d.ran {
		d.ran = true
		if d.nodes == nil {
			d.nodes = make([]node, 0, cap(x.Events))
			d.plan = make([]sched.Transition, 0, cap(x.Events))
		}
		x.Plan = d.part.prefix
		for range len(d.part.prefix) + 1 {
			d.push()
		}
		n := &d.nodes[len(d.nodes)-1]
		n.Sleep = append(n.Sleep, d.part.sleep...)
		n.Foreign = len(n.Sleep)
		d.sleepers = len(n.Sleep) > 0
		d.branch = len(d.part.prefix)
		return true
	}
	at := len(d.nodes) - 1
	for at >= 0 && len(d.nodes[at].Tree) == 0 {
		at--
	}
	if at < 0 {
		return false
	}
	n := &d.nodes[at]
	n.Sleep = append(n.Sleep, stepOf(&x.Events[at]))
	n.Done++
	d.nodes = d.nodes[:at+1]
	d.plan = d.plan[:0]
	for i := range at {
		d.plan = append(d.plan, x.Events[i].Transition)
	}
	d.branch = at
	for len(n.Tree) > 0 {
		w := n.Tree[0]
		n.Tree = append(n.Tree[:0], n.Tree[1:]...)
		d.plan = append(d.plan, w.Transition)
		n = d.push()
		n.Tree = append(n.Tree, w.Next...)
		d.free = append(d.free, w)
	}
	x.Plan = d.plan
	return true
}

// push makes a node at the end of the path.
func (d *DPOR) push() *node {
	if cap(d.nodes) > len(d.nodes) {
		d.nodes = d.nodes[:len(d.nodes)+1]
	} else {
		d.nodes = append(d.nodes, node{})
	}
	n := &d.nodes[len(d.nodes)-1]
	n.Sleep, n.Tree, n.Done, n.Foreign = n.Sleep[:0], n.Tree[:0], 0, 0
	return n
}

// Choose decides where the plan does not.
func (d *DPOR) Choose(x *sched.Exec) (sched.Transition, bool) {
	if d.sleepers {
		return d.awake(x)
	}
	return first(x, d.ts)
}

// Done learns from the execution that was run.
func (d *DPOR) Done(x *sched.Exec) {
	d.rel.build(x, d.branch)
	d.descend(x)
	switch {
	case x.Seen&^simple == 0:
		d.races(x)
	case x.Seen&sched.KindSet(sched.Select) != 0 || !isAlone(x): // else nobody can have done otherwise
		d.upTo(x)
	}
}

// upTo finds conflicts, as far as the horizon.
func (d *DPOR) upTo(x *sched.Exec) {
	all := x.Events
	if d.Horizon > 0 && len(all) > d.Horizon {
		x.Events = all[:d.Horizon]
		d.Beyond = true
	}
	d.conflicts(x)
	x.Events = all
}

// isAlone says whether no more than one goroutine had anything to do.
func isAlone(x *sched.Exec) bool {
	busy := 0
	for g := range x.Ops {
		if len(x.Ops[g]) > 0 {
			busy++
		}
	}
	return busy <= 1
}

// descend makes the nodes of the states that are new.
func (d *DPOR) descend(x *sched.Exec) {
	for len(d.nodes) <= len(x.Events) {
		d.push()
	}
	redundant := x.Blocked
	for at := max(d.branch, len(d.part.prefix)); at < len(x.Events); at++ {
		from, to := &d.nodes[at], &d.nodes[at+1]
		e := stepOf(&x.Events[at])
		for i, s := range from.Sleep {
			switch {
			case s == e:
				redundant = true
			case !d.dependent(x, s, at):
				to.Sleep = append(to.Sleep, s)
				if i < from.Foreign {
					to.Foreign++
				}
			}
		}
	}
	if redundant {
		d.Redundant++
	}
}

// dependent says whether a step that sleeps is dependent on an event.
func (d *DPOR) dependent(x *sched.Exec, s step, at int) bool {
	if meets(s.Transition, x.Events[at].Transition) {
		return true
	}
	d.t1 = x.Touches(d.t1[:0], x.Op(s.G, s.I), s.Transition, s.Mode)
	return conflict(d.t1, d.rel.touched(at))
}

// meets says whether two transitions are of the same goroutine.
func meets(a, b sched.Transition) bool {
	return a.G == b.G || a.G == b.With || a.With != sched.None && (a.With == b.G || a.With == b.With)
}

func conflict(a, b []sched.Touch) bool {
	for _, t := range a {
		for _, u := range b {
			if t.Obj == u.Obj && sched.Conflict(t.Mode, u.Mode) {
				return true
			}
		}
	}
	return false
}
