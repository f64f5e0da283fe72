package explore_test

import (
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// lockFamilies lock. A lock and an unlock of one mutex depend on each other; a try-lock that fails is a read.
var lockFamilies = []family{
	{"lockinc", func(w *world, n int) {
		var m sync.Mutex
		x := w.plain("x")
		w.each(n, func(int) {
			m.Lock()
			x.Store(x.Load() + 1)
			m.Unlock()
		})
	}, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 1},
		{3, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 1},
		{4, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 1},
		{5, 120, bounds{120, 120, 120, 120}, 120, 0, 0, 1},
		{n: 6, traces: 720},
		{n: 7, traces: 5040},
	}},
	{"locksplit", func(w *world, n int) { // no data race, and an update is lost
		var m sync.Mutex
		x := w.plain("x")
		w.each(n, func(int) {
			m.Lock()
			v := x.Load()
			m.Unlock()
			m.Lock()
			x.Store(v + 1)
			m.Unlock()
		})
	}, []instance{
		{2, 6, bounds{2, 4, 6, 6}, 6, 0, 0, 2},
		{3, 90, bounds{6, 24, 60, 90}, 90, 0, 0, 3},
		{4, 2520, bounds{24, 168, 672, 1656}, 2520, 0, 0, 4},
		{n: 5, traces: 113400},
	}},
	{"lock_forever", func(w *world, n int) {
		var m sync.Mutex
		x := w.plain("x")
		w.each(n, func(int) {
			m.Lock()
			x.Store(x.Load() + 1)
		})
	}, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 2, 2, 0},
		{3, 3, bounds{3, 3, 3, 3}, 3, 3, 3, 0},
		{4, 4, bounds{4, 4, 4, 4}, 4, 4, 4, 0},
	}},
	{"mutex_hard", func(w *world, n int) { // only who comes in turn unlocks
		var m sync.Mutex
		x := w.atomic("x")
		w.each(n, func(i int) {
			m.Lock()
			if x.Add(1) == int64(i+1) {
				m.Unlock()
			}
		})
	}, []instance{
		{3, 4, nil, 4, 3, 3, 1},
	}},
	{"abba", func(w *world, _ int) { nested(w, [2]int{0, 1}, [2]int{1, 0}) }, []instance{
		{0, 6, bounds{2, 6, 6, 6}, 3, 1, 2, 1},
	}},
	{"abab", func(w *world, _ int) { nested(w, [2]int{0, 1}, [2]int{0, 1}) }, []instance{
		{0, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 1},
	}},
	{"philosophers", func(w *world, n int) {
		var order [][2]int
		for i := range n {
			order = append(order, [2]int{i, (i + 1) % n})
		}
		nested(w, order...)
	}, []instance{
		{2, 6, bounds{2, 6, 6, 6}, 3, 1, 2, 1},
		{3, 168, bounds{6, 57, 129, 150}, 7, 1, 6, 1},
		{4, 98184, bounds{24, 512, 3116, 10160}, 15, 1, 24, 1},
		{5, 66468720, bounds{120, 4820, 64705, 442675}, 31, 1, 120, 1},
		{6, 164606463648, bounds{720, 49044, 1251780, 15202752}, 63, 1, 720, 1},
		{n: 7, traces: 127, stuckTraces: 1},
		{n: 8, traces: 255, stuckTraces: 1},
	}},
	{"transfer", func(w *world, _ int) {
		var ma, mb sync.Mutex
		a, b := w.plain("a"), w.plain("b")
		a.Store(10)
		b.Store(10)
		transfer := func(from, to *memory.Var[int64]) func() {
			return func() {
				ma.Lock()
				mb.Lock()
				from.Store(from.Load() - 1)
				to.Store(to.Load() + 1)
				mb.Unlock()
				ma.Unlock()
			}
		}
		w.Go(transfer(a, b))
		w.Go(transfer(b, a))
	}, []instance{
		{0, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 1},
	}},
	{"flagwait", func(w *world, n int) { // looks n times whether the data is ready
		var m sync.Mutex
		d, r := w.plain("d"), w.plain("r")
		w.Go(func() {
			d.Store(7)
			m.Lock()
			r.Store(1)
			m.Unlock()
		})
		w.Go(func() {
			for range n {
				m.Lock()
				ready := r.Load()
				m.Unlock()
				if ready == 1 {
					w.saw(0, d.Load())
					return
				}
			}
		})
	}, []instance{
		{1, 5, nil, 2, 0, 0, 2},
	}},
	{"rwlock", func(w *world, n int) { // readers do not depend on each other
		var m sync.RWMutex
		x := w.plain("x")
		w.Go(func() {
			m.Lock()
			x.Store(1)
			m.Unlock()
		})
		w.each(n, func(i int) {
			m.RLock()
			w.saw(i, x.Load())
			m.RUnlock()
		})
	}, []instance{
		{1, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{2, 42, bounds{6, 14, 30, 38}, 4, 0, 0, 4},
		{3, 3480, bounds{24, 120, 468, 1212}, 8, 0, 0, 8},
	}},
	{"trylock_unlock", func(w *world, n int) { tryLock(w, n, true) }, []instance{
		{2, 8, bounds{2, 8, 8, 8}, 4, 0, 0, 2},
		{3, 78, bounds{6, 60, 78, 78}, 21, 0, 0, 3},
		{4, 984, bounds{24, 456, 960, 984}, 148, 0, 0, 4},
	}},
	{"trylock_keep", func(w *world, n int) { tryLock(w, n, false) }, []instance{
		{2, 6, bounds{2, 6, 6, 6}, 2, 0, 0, 1},
		{3, 36, bounds{6, 30, 36, 36}, 3, 0, 0, 1},
		{4, 240, bounds{24, 168, 240, 240}, 4, 0, 0, 1},
	}},
}

// nested has each goroutine take two of the mutexes, one after the other.
func nested(w *world, order ...[2]int) {
	m := make([]sync.Mutex, len(order))
	w.each(len(order), func(i int) {
		outer, inner := &m[order[i][0]], &m[order[i][1]]
		outer.Lock()
		defer outer.Unlock()
		inner.Lock()
		defer inner.Unlock()
	})
}

// tryLock has goroutines count which get the lock.
func tryLock(w *world, n int, unlocks bool) {
	var m sync.Mutex
	x := w.plain("x")
	w.each(n, func(int) {
		if !m.TryLock() {
			return
		}
		x.Store(x.Load() + 1)
		if unlocks {
			m.Unlock()
		}
	})
}

// condFamilies wait for conditions. A wait is a step that releases the mutex and sleeps, and a lock; a signal
// wakes who waits longest; what is done to one condition variable depends on each other.
var condFamilies = []family{
	{"sync01", func(w *world, _ int) {
		var m sync.Mutex
		empty, full := sync.NewCond(&m), sync.NewCond(&m)
		num := w.plain("num")
		w.Go(func() {
			m.Lock()
			await(empty, num, 0)
			num.Store(num.Load() + 1)
			m.Unlock()
			full.Signal()
		})
		w.Go(func() {
			m.Lock()
			await(full, num, 1)
			num.Store(num.Load() - 1)
			m.Unlock()
			empty.Signal()
		})
	}, []instance{
		{0, 8, bounds{2, 3, 8, 8}, 2, 0, 0, 1},
	}},
	{"prodcons", func(w *world, n int) {
		var m sync.Mutex
		empty, full := sync.NewCond(&m), sync.NewCond(&m)
		num := w.plain("num")
		w.Go(func() { turns(n, num, 0, 1, empty, full) })
		w.Go(func() { turns(n, num, 1, 0, full, empty) })
	}, []instance{
		{1, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 1},
		{2, 8, bounds{2, 6, 8, 8}, 8, 0, 0, 1},
	}},
	{"missed_signal", func(w *world, _ int) { // one condition variable for both: a signal may wake the wrong one
		var m sync.Mutex
		c := sync.NewCond(&m)
		num := w.plain("num")
		w.Go(func() { turns(2, num, 0, 1, c, c) })
		w.each(2, func(int) { turns(1, num, 1, 0, c, c) })
	}, []instance{
		{0, 30, nil, 30, 2, 2, 1},
	}},
	{"cond_lost", func(w *world, _ int) { // the signal may come before the wait
		var m sync.Mutex
		c := sync.NewCond(&m)
		r := w.plain("r")
		w.Go(func() {
			if r.Load() == 0 {
				m.Lock()
				c.Wait()
				m.Unlock()
			}
		})
		w.Go(func() {
			r.Store(1)
			c.Signal()
		})
	}, []instance{
		{0, 8, bounds{2, 5, 7, 8}, 3, 1, 3, 1},
	}},
}

// turns waits n times until num is from, makes to of it and says so.
func turns(n int, num *memory.Var[int64], from, to int64, wait, signal *sync.Cond) {
	for range n {
		wait.L.Lock()
		await(wait, num, from)
		num.Store(to)
		signal.Signal()
		wait.L.Unlock()
	}
}

// await waits until num is n.
func await(c *sync.Cond, num *memory.Var[int64], n int64) {
	for num.Load() != n {
		c.Wait()
	}
}
