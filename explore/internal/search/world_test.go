package search_test

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// A world is what a program is made of. It is made anew for each execution.
type world struct {
	x    *sched.Exec
	objs [randomObjects + 1]sched.Object
	vals [randomObjects + 1]int64
	caps [randomObjects + 1]int32
}

func (w *world) id(o int) int32 {
	return w.x.ID(&w.objs[o], sched.ObjState{Cap: w.caps[o], Val: uint64(w.vals[o])})
}
func (w *world) do(k sched.Kind, o int) *sched.Event { return w.x.Do(sched.Op{Kind: k, Obj: w.id(o)}) }
func (w *world) load(o int) int64                    { w.do(sched.Load, o); return w.vals[o] }
func (w *world) store(o int, v int64)                { w.do(sched.Store, o); w.vals[o] = v }
func (w *world) add(o int, n int64) {
	e := w.do(sched.AtomicAdd, o)
	w.vals[o] += n
	w.x.Added(e, w.id(o), uint64(w.vals[o]))
}
func (w *world) cas(o int, old, new int64) bool {
	e := w.x.Do(sched.Op{Kind: sched.AtomicCAS, Obj: w.id(o), Arg: old, Arg2: new})
	if e.Mode == sched.Write {
		w.vals[o] = new
		return true
	}
	return false
}
func (w *world) aload(o int) int64 { w.do(sched.AtomicLoad, o); return w.vals[o] }
func (w *world) lock(o int)        { w.do(sched.Lock, o) }
func (w *world) unlock(o int)      { w.do(sched.Unlock, o) }
func (w *world) trylock(o int) bool {
	return w.do(sched.TryLock, o).Mode == sched.Write
}
func (w *world) wait(c, m int) {
	w.x.Do(sched.Op{Kind: sched.CondWait, Obj: w.id(c), Obj2: w.id(m)})
	w.lock(m)
}

// raced says whether this is a binary with the race detector.
var raced = false

// run explores a program with a strategy, in steps that some kinds of operations take.
func run(s search.Strategy, body func(w *world), steps ...sched.Kind) (executions, deadlocks int) {
	w := &world{}
	var x *sched.Exec
	x = sched.New(func() {
		*w = world{x: x}
		body(w)
	}, s)
	defer x.Close()
	x.RefineTo(sched.KindSet(steps...))
	for s.Next(x) {
		x.Run()
		if x.Diverged != sched.None {
			panic(fmt.Sprintf("diverged at %d of %v", x.Diverged, x.Plan))
		}
		executions++
		for g := range x.Gs {
			if x.Gs[g].Op != nil {
				deadlocks++
				break
			}
		}
		s.Done(x)
	}
	return executions, deadlocks
}

func (w *world) store2(o int, v int64) {
	w.x.Do(sched.Op{Kind: sched.AtomicStore, Obj: w.id(o), Arg: v})
	w.vals[o] = v
}
