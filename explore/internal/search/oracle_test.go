package search_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// A world is what a program is made of. It is made anew for each execution.
type world struct {
	x    *sched.Exec
	objs [200]sched.Object
	vals [200]int64
	caps [200]int32
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

// run explores a program with a strategy.
func run(s search.Strategy, body func(w *world)) (executions, deadlocks int) {
	w := &world{}
	var x *sched.Exec
	x = sched.New(func() {
		*w = world{x: x}
		body(w)
	}, s)
	defer x.Close()
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

func each(n int, f func(w *world, i int)) func(w *world) {
	return func(w *world) {
		for i := range n {
			w.x.Go(func() { f(w, i) })
		}
	}
}

func TestOracles(t *testing.T) {
	most := 200_000 // schedules that are run
	if raced {
		most = 3000
	}
	inc := func(w *world, i int) { v := w.load(0); w.store(0, v+1) }
	for _, o := range []struct {
		name                        string
		body                        func(w *world)
		traces, schedules, deadlock int
	}{
		{"inc(2)", each(2, inc), 4, 6, 0},
		{"inc(3)", each(3, inc), 36, 90, 0},
		{"inc(4)", each(4, inc), 576, 2520, 0},
		{"inc2(2)", each(2, func(w *world, i int) { inc(w, i); inc(w, i) }), 34, 70, 0},
		{"inc2(3)", each(2, func(w *world, i int) { inc(w, i); inc(w, i); inc(w, i) }), 328, 924, 0},
		{"inc3x2", each(3, func(w *world, i int) { inc(w, i); inc(w, i) }), 7134, 34650, 0},
		{"readers(8)", each(9, func(w *world, i int) {
			if i == 0 {
				w.store(0, 42)
			} else {
				w.load(0)
			}
		}), 256, 362880, 0},
		{"wcas(3)", each(4, func(w *world, i int) {
			if i == 0 {
				w.store2(0, 2)
			} else {
				w.cas(0, 2, 3)
			}
		}), 13, 24, 0},
		{"cas(4)", each(4, func(w *world, i int) { w.cas(0, 0, int64(i+1)) }), 4, 24, 0},
		{"casloop(3)", each(3, func(w *world, i int) {
			for {
				v := w.aload(0)
				if w.cas(0, v, v+1) {
					return
				}
			}
		}), 60, 498, 0},
		{"lastzero(4)", lastzero(4), 28, 44300, 0},
		{"lockinc(3)", each(3, func(w *world, i int) { w.lock(1); inc(w, i); w.unlock(1) }), 6, 6, 0},
		{"locksplit(2)", each(2, func(w *world, i int) {
			w.lock(1)
			v := w.load(0)
			w.unlock(1)
			w.lock(1)
			w.store(0, v+1)
			w.unlock(1)
		}), 6, 6, 0},
		{"lock_forever(3)", each(3, func(w *world, i int) { w.lock(1); inc(w, i) }), 3, 3, 3},
		{"abba", each(2, func(w *world, i int) { w.lock(i); w.lock(1 - i); w.unlock(1 - i); w.unlock(i) }), 3, 6, 1},
		{"philosophers(3)", philosophers(3), 7, 168, 1},
		{"philosophers(4)", philosophers(4), 15, 98184, 1},
		{"trylock_unlock(2)", each(2, tryUnlock), 4, 8, 0},
		{"trylock_unlock(3)", each(3, tryUnlock), 21, 78, 0},
		{"trylock_unlock(4)", each(4, tryUnlock), 148, 984, 0},
		{"trylock_keep(3)", each(3, func(w *world, i int) {
			if w.trylock(1) {
				inc(w, i)
			}
		}), 3, 36, 0},
		{"checkact(3)", each(3, func(w *world, i int) {
			if w.load(0) == 0 {
				w.add(1, 1)
				w.store(0, 1)
			}
		}), 63, 1428, 0},
		{"cond_lost", each(2, func(w *world, i int) {
			if i == 0 {
				if w.load(0) == 0 {
					w.lock(1)
					w.wait(2, 1)
					w.unlock(1)
				}
				return
			}
			w.store(0, 1)
			w.do(sched.CondSignal, 2)
		}), 3, 8, 1},
		{"prodcons(2)", prodcons(2), 8, 8, 0},
		{"ch_unbuf(3)", each(4, func(w *world, i int) {
			if i < 3 {
				w.do(sched.Send, 0)
				return
			}
			for range 3 {
				w.do(sched.Receive, 0)
			}
		}), 6, 6, 0},
		{"ch_leak(3)", each(4, func(w *world, i int) {
			if i < 3 {
				w.do(sched.Send, 0)
				return
			}
			w.do(sched.Receive, 0)
		}), 3, 3, 3},
	} {
		if o.traces == 0 {
			continue
		}
		t.Run(o.name, func(t *testing.T) {
			d := &search.DPOR{}
			n, dead := run(d, o.body)
			assert.Equal(t, o.traces, n, "traces")
			assert.Equal(t, 0, d.Redundant, "redundant")
			assert.Equal(t, o.deadlock, dead, "deadlocks")
			if o.schedules < most {
				n, _ = run(&search.DFS{Preemptions: -1}, o.body)
				assert.Equal(t, o.schedules, n, "schedules")
			}
		})
	}
}

func (w *world) store2(o int, v int64) {
	w.x.Do(sched.Op{Kind: sched.AtomicStore, Obj: w.id(o), Arg: v})
	w.vals[o] = v
}

func tryUnlock(w *world, i int) {
	if w.trylock(1) {
		v := w.load(0)
		w.store(0, v+1)
		w.unlock(1)
	}
}

func lastzero(n int) func(w *world) {
	return each(n+1, func(w *world, i int) {
		if i == 0 {
			for i := n; w.load(i) != 0; i-- {
			}
			return
		}
		v := w.load(i - 1)
		w.store(i, v+1)
	})
}

func philosophers(n int) func(w *world) {
	return each(n, func(w *world, i int) {
		j := (i + 1) % n
		w.lock(i)
		w.lock(j)
		w.unlock(j)
		w.unlock(i)
	})
}

func prodcons(n int) func(w *world) {
	const num, m, empty, full = 0, 1, 2, 3
	return each(2, func(w *world, i int) {
		for range n {
			w.lock(m)
			if i == 0 {
				for w.load(num) > 0 {
					w.wait(empty, m)
				}
				w.store(num, 1)
				w.do(sched.CondSignal, full)
			} else {
				for w.load(num) == 0 {
					w.wait(full, m)
				}
				w.store(num, 0)
				w.do(sched.CondSignal, empty)
			}
			w.unlock(m)
		}
	})
}
