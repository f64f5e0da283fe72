package search

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

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
