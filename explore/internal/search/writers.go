package search

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Writers looks for deadlocks that come of the way in which Go's RWMutex prefers writers: once a writer
// waits for the readers to leave, new readers wait for the writer. A reader that locks again, or whose end
// hangs on another one's beginning, then waits for itself.
//
// When a writer begins to wait is no step, unless there is somebody who can see it: see sched.Exec.Refine. All that it does is hold readers up, and a reader that comes
// later is what the search runs anyway. What the search does not run are the executions that end there: so
// each execution is asked whether it would have been over if the readers from some step on had been held
// up.
type Writers struct {
	rel    relation
	state  sched.Machine
	counts []int32
	out    []int
	ts     []sched.Transition
	woken  []int32

	writers []writer
}

// A writer is a goroutine that locks an object to write.
type writer struct{ g, obj int32 }

// Deadlock returns a schedule at whose end nobody can go on, since all that could are readers that a
// waiting writer holds up.
func (w *Writers) Deadlock(x *sched.Exec) ([]sched.Transition, bool) {
	if x.Seen&sched.KindSet(sched.RWLock) == 0 || x.AsksToWrite() {
		return nil, false
	}
	w.find(x)
	built := false
	for i := range x.Events {
		e := &x.Events[i]
		if op := x.Op(e.G, e.I); op.Kind != sched.RLock || !w.hasOther(e.G, op.Obj) {
			continue
		}
		x.Beat()
		if !built {
			w.rel.build(x, 0)
			built = true
		}
		// Readers commute, so those that come later may as well have come before.
		for _, alone := range []bool{false, true} {
			if plan, ok := w.heldUp(x, i, alone); ok {
				return plan, true
			}
		}
	}
	return nil, false
}

// find finds who writes to what.
func (w *Writers) find(x *sched.Exec) {
	w.writers = w.writers[:0]
	for g := range x.Ops {
		for i := range x.Ops[g] {
			op := &x.Ops[g][i]
			if wr := (writer{int32(g), op.Obj}); op.Kind == sched.RWLock && !slices.Contains(w.writers, wr) {
				w.writers = append(w.writers, wr)
			}
		}
	}
}

// hasOther says whether a goroutine other than g, which cannot hold up itself, is a writer of the object.
func (w *Writers) hasOther(g, obj int32) bool {
	return slices.ContainsFunc(w.writers, func(wr writer) bool { return wr.g != g && wr.obj == obj })
}

// heldUp looks at the state that is reached if event i, or every reader from there on, is held up.
func (w *Writers) heldUp(x *sched.Exec, i int, alone bool) ([]sched.Transition, bool) {
	obj := x.Op(x.Events[i].G, x.Events[i].I).Obj
	w.state.Begin(x)
	w.out = w.out[:0]
	w.counts = clock.Zero(w.counts, len(x.Gs))
	var plan []sched.Transition
	for j := range x.Events {
		e := &x.Events[j]
		op := x.Op(e.G, e.I)
		after := func(o int) bool { return w.rel.before(o, j) }
		if j == i || j > i && !alone && op.Obj == obj && op.Kind == sched.RLock || slices.ContainsFunc(w.out, after) {
			w.out = append(w.out, j)
			continue
		}
		w.state.Replay(x, e, w.woken[:0])
		w.counts[e.G]++
		if e.With != sched.None {
			w.counts[e.With]++
		}
		plan = append(plan, e.Transition)
	}
	for g := range x.Gs {
		w.state.Gs[g].Op = nil
		if n := w.counts[g]; x.Spawns[g].Exists && int(n) < len(x.Ops[g]) && w.started(x, int32(g)) {
			w.state.Gs[g].Op = &x.Ops[g][n]
		}
	}
	held := false
	for g := range x.Gs {
		if w.ts = w.state.Transitions(w.ts[:0], int32(g)); len(w.ts) == 0 {
			continue
		}
		if !w.isHeldUp(w.state.Gs[g].Op) {
			return nil, false
		}
		held = true
	}
	return plan, held
}

// isHeldUp says whether the operation waits for a writer that waits for readers.
func (w *Writers) isHeldUp(op *sched.Op) bool {
	return op.Kind == sched.RLock && w.state.Objs[op.Obj].N > 0 &&
		slices.ContainsFunc(w.state.Gs, func(s sched.GState) bool {
			return s.Op != nil && s.Op.Kind == sched.RWLock && s.Op.Obj == op.Obj
		})
}

// started says whether goroutine g has been started where the counts stand.
func (w *Writers) started(x *sched.Exec, g int32) bool {
	for s := x.Spawns[g]; s.Parent != sched.None; s = x.Spawns[s.Parent] {
		if w.counts[s.Parent] < s.After {
			return false
		}
	}
	return true
}
