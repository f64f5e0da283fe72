package search

import "github.com/counterpoint-go/counterpoint/explore/internal/sched"

// simple are operations that leave no choice, on objects whose events are ordered but for reads. There a
// transition is in conflict with one event at a time, and whether it is possible in its place can be told
// from the state before that.
var simple = sched.KindSet(
	sched.Load, sched.Store, sched.AtomicLoad, sched.AtomicStore, sched.AtomicAdd, sched.AtomicCAS,
	sched.Lock, sched.Unlock, sched.TryLock, sched.OnceEnter, sched.OnceLeave, sched.Join,
)

// races finds the reversible races of a simple execution: for each operation, done or held up, the
// last events that conflict with it and could have come after it.
func (d *DPOR) races(x *sched.Exec) {
	d.history = grow(d.history, len(x.Events))
	d.latest = grow(d.latest, len(x.Objs))
	for i := range d.latest {
		d.latest[i] = sched.None
	}
	for j := range x.Events {
		e := &x.Events[j]
		op := x.Op(e.G, e.I)
		if op.Obj == sched.None {
			continue
		}
		if j >= d.branch {
			d.reverse(x, e.G, e.I)
		}
		d.history[j] = d.latest[op.Obj]
		d.latest[op.Obj] = int32(j)
	}
	for g := range x.Gs {
		if n := len(x.Parts[g]); n < len(x.Ops[g]) && x.Ops[g][n].Obj != sched.None {
			d.reverse(x, int32(g), int32(n))
		}
	}
}

// reverse looks for the events that operation i of goroutine g could have come before.
func (d *DPOR) reverse(x *sched.Exec, g, i int32) {
	op := x.Op(g, i)
	prev := d.previous(x, g, i)
	d.found = d.found[:0]
next:
	for at := d.latest[op.Obj]; at != sched.None; at = d.history[at] {
		e := &x.Events[at]
		if e.G == g || prev != sched.None && d.rel.before(int(at), int(prev)) {
			if e.Mode == sched.Write {
				return // and so are those before it
			}
			continue
		}
		for _, f := range d.found {
			if d.rel.before(int(at), int(f)) {
				continue next
			}
		}
		o := e.Was
		if !o.Allows(op.Kind) {
			continue
		}
		mode := o.Take(op.Kind, op, g)
		if !sched.Conflict(mode, e.Mode) {
			continue
		}
		d.found = append(d.found, at)
		d.kept = d.kept[:0]
		for j := int(at) + 1; j < len(x.Events); j++ {
			if !d.rel.before(int(at), j) {
				d.kept = append(d.kept, int32(j))
			}
		}
		d.insert(x, int(at), step{Transition: sched.Do(g), I: i, WithI: sched.None, Mode: mode})
	}
}

// previous returns the event that operation i of goroutine g comes after: the one before it, or the last
// before the goroutine was started.
func (d *DPOR) previous(x *sched.Exec, g, i int32) int32 {
	for i == 0 {
		s := x.Spawns[g]
		if s.Parent == sched.None {
			return sched.None
		}
		g, i = s.Parent, s.After
	}
	return x.Parts[g][i-1]
}
