package search

import (
	"slices"

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

// insert has the kept events, and then s, run from the state before event e; unless all that
// they lead to is run anyway.
func (d *DPOR) insert(x *sched.Exec, e int, s step) {
	if e < len(d.part.prefix) {
		return // another part's
	}
	n := &d.nodes[e]
	d.rest = append(d.rest[:0], d.kept...)
	d.rest = append(d.rest, last)
	for i, p := range n.Sleep {
		d.t1 = x.Touches(d.t1[:0], x.Op(p.G, p.I), p.Transition, p.Mode)
		// What follows a sleeper from the beginning is run elsewhere, and what that would lead to here does
		// not come back: only what begins with it is left to others.
		if at, ok := d.isWeakInitial(x, p, d.t1, maxInt32, s); ok && (at >= 0 || i >= n.Foreign) {
			return
		}
	}
	named := x.Events[e].Named
	tree := &n.Tree
	d.strays = d.strays[:0]
walk:
	for {
		for _, w := range *tree {
			base := w.Named
			if d.isStray(x, w) {
				d.identify(x, w)
			} else {
				// It is the goroutine's operation in this execution too.
				d.t1 = x.Touches(d.t1[:0], x.Op(w.G, w.I), w.Transition, w.Mode)
				base = maxInt32
			}
			at, ok := d.isWeakInitial(x, w.step, d.t1, base, s)
			if !ok {
				continue
			}
			if len(w.Next) == 0 {
				return
			}
			// What comes after s, or after a step that is not made here, this execution does not show.
			stray := at < 0 || d.rest[at] == last
			if at >= 0 {
				d.rest = slices.Delete(d.rest, at, at+1)
			}
			if stray {
				d.strays = append(d.strays, w.G)
				if w.With != sched.None {
					d.strays = append(d.strays, w.With)
				}
			}
			tree = &w.Next
			continue walk
		}
		break
	}
	for _, i := range d.rest {
		w := d.wakeup()
		w.step, w.Named = s, named
		if i != last {
			w.step = stepOf(&x.Events[i])
		}
		w.Touches, w.Names = x.Touches(w.Touches[:0], x.Op(w.G, w.I), w.Transition, w.Mode), w.Names[:0]
		for i := range w.Touches {
			if t := &w.Touches[i]; t.Obj >= named {
				w.Names = append(w.Names, x.Names[t.Obj])
				t.Obj = unknown
			}
		}
		*tree = append(*tree, w)
		tree = &w.Next
	}
}

// wakeup returns one that is not in use.
func (d *DPOR) wakeup() *wakeup {
	n := len(d.free)
	if n == 0 {
		return new(wakeup)
	}
	w := d.free[n-1]
	d.free = d.free[:n-1]
	w.Next = w.Next[:0]
	return w
}

// last stands for the step after the kept events.
const last = -1

const maxInt32 = 1<<31 - 1

// isStray says whether the step is of a goroutine that has made one in the tree that it does not make
// here, or that was started by such a goroutine: its operation may be another one in this execution.
func (d *DPOR) isStray(x *sched.Exec, w *wakeup) bool {
	return d.strayed(x, w.G, w.I) || w.With != sched.None && d.strayed(x, w.With, w.WithI)
}

// identify has d.t1 be what a step touches that is not known to be made in this execution.
func (d *DPOR) identify(x *sched.Exec, w *wakeup) {
	d.t1 = append(d.t1[:0], w.Touches...)
	names := w.Names
	for i := range d.t1 {
		t := &d.t1[i]
		if t.Obj != unknown {
			continue
		}
		name := names[0]
		names = names[1:]
		if name.K == 0 || name.G != sched.None && d.hasStrayed(x, name.G) {
			continue // it has no name, or what has it here may be something else
		}
		t.Obj = int32(slices.Index(x.Names, name))
		if t.Obj < 0 {
			t.Obj = absent
		}
	}
}

func (d *DPOR) strayed(x *sched.Exec, g, i int32) bool {
	if len(d.strays) == 0 {
		return false
	}
	return int(g) >= len(x.Ops) || int(i) >= len(x.Ops[g]) || d.hasStrayed(x, g)
}

// hasStrayed says whether the goroutine, or one that it descends from, has made a step in the tree that it does not
// make here.
func (d *DPOR) hasStrayed(x *sched.Exec, g int32) bool {
	if int(g) >= len(x.Spawns) {
		return true
	}
	for s := g; s != sched.None; s = x.Spawns[s].Parent {
		if slices.Contains(d.strays, s) {
			return true
		}
	}
	return false
}

// isWeakInitial says whether the rest of the kept events and then s can be made after p, or with p
// first; and in that case, which of them is p.
func (d *DPOR) isWeakInitial(x *sched.Exec, p step, touches []sched.Touch, named int32, s step) (at int, ok bool) {
	for at, i := range d.rest {
		var e step
		var et []sched.Touch
		if i != last {
			e, et = stepOf(&x.Events[i]), d.rel.touched(int(i))
		} else {
			d.t2 = x.Touches(d.t2[:0], x.Op(s.G, s.I), s.Transition, s.Mode)
			e, et = s, d.t2
		}
		if meets(p.Transition, e.Transition) {
			return at, e == p
		}
		if mayConflict(touches, named, et) {
			return 0, false
		}
	}
	return -1, true
}

// mayConflict is conflict where the objects of a that had not been met when there were that many are
// unknown.
func mayConflict(a []sched.Touch, named int32, b []sched.Touch) bool {
	for _, t := range a {
		for _, u := range b {
			if (t.Obj == u.Obj || t.Obj == unknown && u.Obj >= named) && sched.Conflict(t.Mode, u.Mode) {
				return true
			}
		}
	}
	return false
}
