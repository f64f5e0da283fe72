package search

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// conflicts finds, for each event, the transitions that could have been made in its place.
func (d *DPOR) conflicts(x *sched.Exec) {
	d.base.Begin(x)
	d.choices = false
	for g := range x.Gs {
		for i := range x.Ops[g] {
			d.choices = d.choices || isOpen(&x.Ops[g][i])
		}
	}
	for e := range x.Events {
		if d.isOver(x) {
			return
		}
		d.inPlaceOf(x, e)
		d.base.Replay(x, &x.Events[e], d.woken[:0])
	}
}

// isOver says whether there is no more time to look back. That the search is at work counts as a step.
func (d *DPOR) isOver(x *sched.Exec) bool {
	x.Beat()
	return d.IsOver != nil && d.IsOver()
}

// inPlaceOf looks at the state that is reached without event e and all that comes after it because of
// it. What can go on there and is dependent on e is in conflict with it.
func (d *DPOR) inPlaceOf(x *sched.Exec, e int) {
	d.kept = d.kept[:0]
	for i := e + 1; i < len(x.Events); i++ {
		if !d.rel.before(e, i) {
			d.kept = append(d.kept, int32(i))
		}
	}
	d.reach(x, e)
	for g := range x.Gs {
		d.ts = d.state.Transitions(d.ts[:0], int32(g))
		for _, t := range d.ts {
			d.propose(x, e, t)
		}
	}
	if d.choices {
		d.choicesInPlaceOf(x, e)
	}
}

// An instance is an operation of a goroutine: its ith.
type instance struct{ g, i int32 }

// isOpen says whether an operation has a choice, or can be held up by several events that commute: its
// transitions may be in conflict with several events at once.
func isOpen(op *sched.Op) bool {
	switch op.Kind {
	case sched.Select, sched.Receive, sched.Send, sched.RWLock, sched.GroupWait:
		return true
	}
	return false
}

// choicesInPlaceOf looks for transitions that are in conflict with event e and with others after it that
// are not because of it. Such a transition can be made only where none of these has been.
func (d *DPOR) choicesInPlaceOf(x *sched.Exec, e int) {
	d.open = d.open[:0]
	for g := range x.Gs {
		for i := len(x.Ops[g]) - 1; i >= 0; i-- {
			if i < len(x.Parts[g]) && int(x.Parts[g][i]) < e {
				break
			}
			if isOpen(&x.Ops[g][i]) && (i == 0 || int(x.Parts[g][i-1]) < e || !d.rel.before(e, int(x.Parts[g][i-1]))) {
				d.open = append(d.open, instance{int32(g), int32(i)})
			}
		}
	}
	none := instance{sched.None, sched.None}
	for _, in := range d.open {
		op := x.Op(in.g, in.i)
		switch op.Kind {
		case sched.RWLock, sched.GroupWait:
			d.withoutHolders(x, e, in)
		case sched.Send:
			if op.Obj != sched.None {
				d.withoutConflicts(x, e, in, none, sched.Do(in.g))
			}
		case sched.Receive:
			d.meetings(x, e, in, sched.None, op.Obj)
		case sched.Select:
			for alt, c := range op.Cases {
				if c.Kind == sched.Receive {
					d.meetings(x, e, in, int32(alt), c.Obj)
				} else if c.Obj != sched.None {
					t := sched.Do(in.g)
					t.Alt = int32(alt)
					d.withoutConflicts(x, e, in, none, t)
				}
			}
			if op.Default {
				t := sched.Do(in.g)
				t.Alt = sched.Default
				d.withoutConflicts(x, e, in, none, t)
			}
		}
	}
}

// meetings looks at all that a receive can be made with.
func (d *DPOR) meetings(x *sched.Exec, e int, in instance, alt, obj int32) {
	if obj == sched.None {
		return
	}
	t := sched.Do(in.g)
	t.Alt = alt
	d.withoutConflicts(x, e, in, instance{sched.None, sched.None}, t)
	if x.Inits[obj].Cap > 0 {
		return
	}
	for _, with := range d.open {
		if with.g == in.g {
			continue
		}
		t.With = with.g
		switch op := x.Op(with.g, with.i); op.Kind {
		case sched.Send:
			t.WithAlt = sched.None
			if op.Obj == obj {
				d.withoutConflicts(x, e, in, with, t)
			}
		case sched.Select:
			for i, c := range op.Cases {
				t.WithAlt = int32(i)
				if c.Kind == sched.Send && c.Obj == obj {
					d.withoutConflicts(x, e, in, with, t)
				}
			}
		}
	}
}

// withoutConflicts proposes t, which is made of one operation or two, wherever event e is the first that
// has to be left out for it: its operations may have been used otherwise, and of what else conflicts
// with it, all that comes from some event on is left out.
func (d *DPOR) withoutConflicts(x *sched.Exec, e int, in, with instance, t sched.Transition) {
	mode := sched.Write
	if t.Alt == sched.Default {
		mode = sched.Read
	}
	d.t3 = x.Touches(d.t3[:0], x.Op(in.g, in.i), t, mode)
	ev := &x.Events[e]
	switch {
	case takes(ev, in) || takes(ev, with):
		for from := e + 1; from < len(x.Events); from++ {
			if conflict(d.t3, d.rel.touched(from)) {
				d.without(x, e, from, in, with, t)
			}
		}
		d.without(x, e, len(x.Events), in, with, t)
	case conflict(d.t3, d.rel.touched(e)):
		d.without(x, e, e, in, with, t)
	}
}

// without proposes t without event e, without what its operations were used for, without what conflicts
// with it from one event on, and without what comes after these because of them.
func (d *DPOR) without(x *sched.Exec, e, from int, in, with instance, t sched.Transition) {
	if d.isOver(x) {
		return
	}
	d.kept, d.rest = d.kept[:0], d.rest[:0]
	for j := e; j < len(x.Events); j++ {
		after := func(i int32) bool { return d.rel.before(int(i), j) }
		ev := &x.Events[j]
		if j == e || takes(ev, in) || takes(ev, with) || j >= from && conflict(d.t3, d.rel.touched(j)) || slices.ContainsFunc(d.rest, after) {
			d.rest = append(d.rest, int32(j))
		} else {
			d.kept = append(d.kept, int32(j))
		}
	}
	d.reach(x, e)
	if d.counts[in.g] != in.i || with.g != sched.None && d.counts[with.g] != with.i {
		return
	}
	if d.state.Enabled(t, d.ts) {
		d.propose(x, e, t)
	}
}

// withoutHolders proposes the operation of a goroutine that waits for readers to leave, or for the count
// of a WaitGroup, without event e and others. These commute, so there are many ways to leave some out: for
// each event, it and what comes later; and of those that are left, the ones that hold it up.
func (d *DPOR) withoutHolders(x *sched.Exec, e int, in instance) {
	t := sched.Do(in.g)
	d.t3 = x.Touches(d.t3[:0], x.Op(in.g, in.i), t, sched.Write)
	if !conflict(d.t3, d.rel.touched(e)) {
		return
	}
	for from := e; from <= len(x.Events) && !d.isOver(x); from++ {
		if from < len(x.Events) && !conflict(d.t3, d.rel.touched(from)) {
			continue
		}
		out := map[int]bool{}
		for j := e; j < len(x.Events); j++ {
			if j >= from && conflict(d.t3, d.rel.touched(j)) || takes(&x.Events[j], in) {
				out[j] = true
			}
		}
		if from == e || d.leaveOutHolders(x, e, in, out) && out[e] {
			d.leaveOut(x, e, in, out, t)
		}
	}
}

// leaveOut proposes t without the events that are out and what comes after these because of them.
func (d *DPOR) leaveOut(x *sched.Exec, e int, in instance, out map[int]bool, t sched.Transition) {
	if d.isOver(x) {
		return
	}
	d.kept, d.rest = d.kept[:0], d.rest[:0]
	for j := e; j < len(x.Events); j++ {
		after := func(i int32) bool { return d.rel.before(int(i), j) }
		if out[j] || slices.ContainsFunc(d.rest, after) {
			d.rest = append(d.rest, int32(j))
		} else {
			d.kept = append(d.kept, int32(j))
		}
	}
	d.reach(x, e)
	if d.counts[in.g] == in.i && d.state.Enabled(t, d.ts) {
		d.propose(x, e, t)
	}
}

// leaveOutHolders adds to the events that are out those that take hold of the object and do not let go
// of it. It returns false if one of them is before event e.
func (d *DPOR) leaveOutHolders(x *sched.Exec, e int, in instance, out map[int]bool) bool {
	obj := x.Op(in.g, in.i).Obj
	isOut := func(j int) bool {
		for i := range out {
			if i == j || i < j && d.rel.before(i, j) {
				return true
			}
		}
		return false
	}
	for again := true; again; {
		again = false
		held := map[int32][]int{} // by goroutine
		for j := range x.Events {
			ev := &x.Events[j]
			op := x.Op(ev.G, ev.I)
			if op.Obj != obj || ev.Mode == sched.Read || isOut(j) {
				continue
			}
			h := held[ev.G]
			switch op.Kind {
			case sched.RLock, sched.TryRLock:
				held[ev.G] = append(h, j)
			case sched.RUnlock:
				held[ev.G] = h[:max(len(h)-1, 0)]
			case sched.GroupAdd:
				for range op.Arg {
					h = append(h, j)
				}
				for range -op.Arg {
					h = h[:max(len(h)-1, 0)]
				}
				held[ev.G] = h
			}
		}
		for _, h := range held {
			for _, j := range h {
				if j < e {
					return false
				}
				again = again || !out[j]
				out[j] = true
			}
		}
	}
	return true
}

// takes says whether the event is of this operation.
func takes(e *sched.Event, in instance) bool {
	return e.G == in.g && e.I == in.i || e.With == in.g && e.WithI == in.i && in.g != sched.None
}

// propose has t run in place of e if it is another transition, and dependent.
func (d *DPOR) propose(x *sched.Exec, e int, t sched.Transition) {
	s := step{Transition: t, I: d.counts[t.G], WithI: sched.None}
	if t.With != sched.None {
		s.WithI = d.counts[t.With]
	}
	if ev := &x.Events[e]; ev.Transition == t && ev.I == s.I {
		return
	}
	d.probe.CopyFrom(&d.state)
	s.Mode, _ = d.probe.Apply(t, d.woken[:0])
	if d.dependent(x, s, e) {
		d.insert(x, e, s)
	}
}

// reach moves d.state to where the kept events lead from before event e.
func (d *DPOR) reach(x *sched.Exec, e int) {
	d.state.CopyFrom(&d.base)
	d.counts = clock.Zero(d.counts, len(x.Gs))
	for i := range e {
		d.count(&x.Events[i])
	}
	for _, i := range d.kept {
		d.state.Replay(x, &x.Events[i], d.woken[:0])
		d.count(&x.Events[i])
	}
	for g := range x.Gs {
		d.state.Gs[g].Op = nil
		if k := d.counts[g]; d.exists(x, int32(g)) && int(k) < len(x.Ops[g]) {
			d.state.Gs[g].Op = &x.Ops[g][k]
		}
	}
}

func (d *DPOR) count(e *sched.Event) {
	d.counts[e.G]++
	if e.With != sched.None {
		d.counts[e.With]++
	}
}

// exists says whether goroutine g has been started where the counts stand.
func (d *DPOR) exists(x *sched.Exec, g int32) bool {
	for {
		s := x.Spawns[g]
		if !s.Exists {
			return false
		}
		if s.Parent == sched.None {
			return true
		}
		if d.counts[s.Parent] < s.After {
			return false
		}
		g = s.Parent
	}
}
