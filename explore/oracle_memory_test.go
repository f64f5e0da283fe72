package explore_test

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// memoryFamilies load and store one variable.
var memoryFamilies = []family{
	{"readers", func(w *world, n int) {
		x := w.plain("x")
		w.Go(func() { x.Store(42) })
		w.each(n, func(int) { x.Load() })
	}, []instance{
		{2, 6, bounds{6, 6, 6, 6}, 4, 0, 0, 1},
		{3, 24, bounds{24, 24, 24, 24}, 8, 0, 0, 1},
		{8, 362880, bounds{362880, 362880, 362880, 362880}, 256, 0, 0, 1},
		{10, 39916800, bounds{39916800, 39916800, 39916800, 39916800}, 1024, 0, 0, 1},
		{n: 13, traces: 8192},
		{n: 16, traces: 65536},
	}},
	{"lastwriter", func(w *world, n int) {
		x := w.plain("x")
		w.each(n, func(i int) { x.Store(int64(i + 1)) })
	}, []instance{
		{3, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 3},
		{4, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 4},
		{5, 120, bounds{120, 120, 120, 120}, 120, 0, 0, 5},
		{6, 720, bounds{720, 720, 720, 720}, 720, 0, 0, 6},
		{7, 5040, bounds{5040, 5040, 5040, 5040}, 5040, 0, 0, 7},
	}},
	{"nwriters_reader", func(w *world, n int) {
		x := w.plain("x")
		w.each(n, func(i int) { x.Store(int64(i + 1)) })
		w.Go(func() { w.saw(0, x.Load()) })
	}, []instance{
		{2, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 6},
		{3, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 12},
		{4, 120, bounds{120, 120, 120, 120}, 120, 0, 0, 20},
		{5, 720, bounds{720, 720, 720, 720}, 720, 0, 0, 30},
		{n: 6, traces: 5040},
		{n: 7, traces: 40320},
	}},
	{"writers_readers", func(w *world, n int) {
		x := w.plain("x")
		w.each(n, func(i int) { x.Store(int64(i + 1)) })
		w.each(n, func(i int) { w.saw(i, x.Load()) })
	}, []instance{
		{1, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{2, 24, bounds{24, 24, 24, 24}, 18, 0, 0, 18},
		{3, 720, bounds{720, 720, 720, 720}, 384, 0, 0, 192},
		{n: 4, traces: 15000},
	}},
	{"sametwo", func(w *world, n int) {
		x := w.plain("x")
		w.each(2, func(i int) {
			for k := range n {
				x.Store(int64(i*n + k + 1))
			}
		})
	}, []instance{
		{1, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{2, 6, bounds{2, 4, 6, 6}, 6, 0, 0, 2},
		{3, 20, bounds{2, 6, 14, 18}, 20, 0, 0, 2},
		{4, 70, bounds{2, 8, 26, 44}, 70, 0, 0, 2},
		{5, 252, bounds{2, 10, 42, 90}, 252, 0, 0, 2},
		{6, 924, bounds{2, 12, 62, 162}, 924, 0, 0, 2},
		{n: 8, traces: 12870},
	}},
	{"inc", func(w *world, n int) { increments(w, n, 1) }, []instance{
		{2, 6, bounds{2, 4, 6, 6}, 4, 0, 0, 2},
		{3, 90, bounds{6, 24, 60, 90}, 36, 0, 0, 3},
		{4, 2520, bounds{24, 168, 672, 1656}, 576, 0, 0, 4},
		{n: 5, traces: 14400},
	}},
	{"inc2", func(w *world, n int) { increments(w, 2, n) }, []instance{
		{1, 6, bounds{2, 4, 6, 6}, 4, 0, 0, 2},
		{2, 70, bounds{2, 8, 26, 44}, 34, 0, 0, 3},
		{3, 924, bounds{2, 12, 62, 162}, 328, 0, 0, 5},
		{4, 12870, bounds{2, 16, 114, 408}, 3334, 0, 0, 7},
		{5, 184756, bounds{2, 20, 182, 830}, 34904, 0, 0, 9},
		{6, 2704156, bounds{2, 24, 266, 1476}, 372436, 0, 0, 11},
	}},
	{"redundant_co", func(w *world, n int) {
		x := w.plain("x")
		w.each(2, func(i int) {
			for range n {
				x.Store(int64(i + 1))
			}
		})
		w.Go(func() {
			for range 2 {
				w.saw(0, x.Load())
			}
		})
	}, []instance{
		{1, 12, bounds{6, 12, 12, 12}, 12, 0, 0, 12},
		{2, 90, bounds{6, 24, 60, 90}, 90, 0, 0, 14},
		{3, 560, bounds{6, 36, 136, 316}, 560, 0, 0, 14},
		{n: 4, traces: 3150},
	}},
	{"account", func(w *world, n int) { // n deposits and a withdrawal
		m := w.plain("m")
		m.Store(1000)
		change := func(by int64) func() {
			return func() { m.Store(m.Load() + by) }
		}
		for range n {
			w.Go(change(100))
		}
		w.Go(change(-10))
	}, []instance{
		{2, 90, nil, 36, 0, 0, 5},
	}},
}

// increments has goroutines lose updates.
func increments(w *world, goroutines, times int) {
	x := w.plain("x")
	w.each(goroutines, func(int) {
		for range times {
			x.Store(x.Load() + 1)
		}
	})
}

// atomicFamilies read, modify and write.
var atomicFamilies = []family{
	{"ainc", func(w *world, n int) {
		x := w.atomic("x")
		w.each(n, func(int) { x.Add(1) })
	}, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 1},
		{3, 6, bounds{6, 6, 6, 6}, 6, 0, 0, 1},
		{4, 24, bounds{24, 24, 24, 24}, 24, 0, 0, 1},
		{5, 120, bounds{120, 120, 120, 120}, 120, 0, 0, 1},
		{6, 720, bounds{720, 720, 720, 720}, 720, 0, 0, 1},
		{n: 7, traces: 5040},
		{n: 8, traces: 40320},
	}},
	{"binc", func(w *world, n int) {
		x, y := w.atomic("x"), w.atomic("y")
		w.each(n, func(int) {
			x.Add(1)
			y.Add(1)
		})
	}, []instance{
		{2, 6, bounds{2, 4, 6, 6}, 4, 0, 0, 1},
		{3, 90, bounds{6, 24, 60, 90}, 36, 0, 0, 1},
		{4, 2520, bounds{24, 168, 672, 1656}, 576, 0, 0, 1},
		{n: 5, traces: 14400},
	}},
	{"cas", func(w *world, n int) {
		x := w.atomic("x")
		w.each(n, func(i int) { x.CompareAndSwap(0, int64(i+1)) })
	}, []instance{
		{2, 2, bounds{2, 2, 2, 2}, 2, 0, 0, 2},
		{3, 6, bounds{6, 6, 6, 6}, 3, 0, 0, 3},
		{4, 24, bounds{24, 24, 24, 24}, 4, 0, 0, 4},
		{5, 120, bounds{120, 120, 120, 120}, 5, 0, 0, 5},
	}},
	{"wcas", func(w *world, n int) {
		x := w.atomic("x")
		w.Go(func() { x.Store(2) })
		w.each(n, func(int) { x.CompareAndSwap(2, 3) })
	}, []instance{
		{2, 6, bounds{6, 6, 6, 6}, 5, 0, 0, 2},
		{3, 24, bounds{24, 24, 24, 24}, 13, 0, 0, 2},
		{4, 120, bounds{120, 120, 120, 120}, 33, 0, 0, 2},
		{5, 720, bounds{720, 720, 720, 720}, 81, 0, 0, 2},
		{6, 5040, bounds{5040, 5040, 5040, 5040}, 193, 0, 0, 2},
		{n: 9, traces: 2305},
	}},
	{"casloop", func(w *world, n int) {
		x := w.atomic("x")
		w.each(n, func(int) {
			for {
				if v := x.Load(); x.CompareAndSwap(v, v+1) {
					return
				}
			}
		})
	}, []instance{
		{2, 6, bounds{2, 4, 6, 6}, 4, 0, 0, 1},
		{3, 498, bounds{6, 24, 72, 162}, 60, 0, 0, 1},
		{4, 1033272, bounds{24, 168, 864, 3552}, 3120, 0, 0, 1},
		{n: 5, traces: 530400},
	}},
	{"checkact", func(w *world, n int) {
		flag, cnt := w.plain("flag"), w.atomic("cnt")
		w.each(n, func(int) {
			if flag.Load() == 0 {
				cnt.Add(1)
				flag.Store(1)
			}
		})
	}, []instance{
		{2, 20, bounds{2, 6, 14, 18}, 6, 0, 0, 2},
		{3, 1428, bounds{6, 30, 132, 408}, 63, 0, 0, 3},
		{4, 257928, bounds{24, 168, 1104, 5712}, 1108, 0, 0, 4},
		{n: 5, traces: 29485},
	}},
}

// classicFamilies are those that papers on partial-order reduction measure.
var classicFamilies = []family{
	{"lastzero", func(w *world, n int) {
		var a []*memory.Var[int64]
		for i := range n + 1 {
			a = append(a, w.plain(fmt.Sprint("a", i)))
		}
		w.Go(func() {
			i := n
			for a[i].Load() != 0 {
				i--
			}
			w.saw(0, int64(i))
		})
		w.each(n, func(i int) { a[i+1].Store(a[i].Load() + 1) })
	}, []instance{
		{1, 3, bounds{2, 3, 3, 3}, 2, 0, 0, 2},
		{2, 35, bounds{6, 19, 34, 35}, 5, 0, 0, 5},
		{3, 920, bounds{24, 142, 451, 816}, 12, 0, 0, 12},
		{4, 44300, bounds{120, 1166, 5940, 18243}, 28, 0, 0, 28},
		{5, 3487880, bounds{720, 10476, 78872, 371452}, 64, 0, 0, 64},
		{6, 416108000, bounds{5040, 102852, 1077256, 7212540}, 144, 0, 0, 144},
		{8, 16494266558000, bounds{362880, 12762864, 228262104, 2665958348}, 704, 0, 0, 704},
		{10, 1940137987292120000, bounds{39916800, 2154713760, 58854830688, 1059479197944}, 3328, 0, 0, 3328},
		{n: 12, traces: 15360},
		{n: 15, traces: 147456},
	}},
	{"indexer", func(w *world, n int) {
		const size = 128
		var (
			locks [size]sync.Mutex
			table [size]memory.Var[int64]
		)
		w.Share(&locks, &table) // most of them are met late
		insert := func(h int, v int64) bool {
			locks[h].Lock()
			defer locks[h].Unlock()
			if table[h].Load() != 0 {
				return false
			}
			table[h].Store(v)
			return true
		}
		w.each(n, func(i int) {
			for k := 1; k <= 4; k++ {
				v := 11*k + i
				h := 7 * v % size
				for !insert(h, int64(v)) {
					h = (h + 1) % size
				}
			}
		})
	}, []instance{
		{n: 11, traces: 1},
		{n: 12, traces: 8},
		{n: 13, traces: 64},
		{n: 14, traces: 512},
		{n: 15, traces: 4096},
	}},
	{"filesystem", func(w *world, n int) {
		const inodes, blocks = 32, 26
		var (
			inodeLocks [inodes]sync.Mutex
			inode      [inodes]memory.Var[int64]
			blockLocks [blocks]sync.Mutex
			busy       [blocks]memory.Var[int64]
		)
		w.Share(&inodeLocks, &inode, &blockLocks, &busy)
		w.each(n, func(g int) {
			i := g % inodes
			inodeLocks[i].Lock()
			defer inodeLocks[i].Unlock()
			if inode[i].Load() != 0 {
				return
			}
			for b := 2 * i % blocks; ; b = (b + 1) % blocks {
				blockLocks[b].Lock()
				if busy[b].Load() == 0 {
					busy[b].Store(1)
					inode[i].Store(int64(b + 1))
					blockLocks[b].Unlock()
					return
				}
				blockLocks[b].Unlock()
			}
		})
	}, []instance{
		{n: 13, traces: 1},
		{n: 14, traces: 2},
		{n: 15, traces: 4},
		{n: 16, traces: 8},
		{n: 17, traces: 16},
		{n: 18, traces: 32},
		{n: 19, traces: 64},
		{n: 20, traces: 128},
	}},
	{"fib", func(w *world, n int) { fib(w, n) }, []instance{
		{1, 20, bounds{2, 6, 14, 18}, 3, 0, 0, 3},
		{2, 924, bounds{2, 12, 62, 162}, 19, 0, 0, 16},
		{3, 48620, bounds{2, 18, 146, 594}, 141, 0, 0, 92},
		{4, 2704156, bounds{2, 24, 266, 1476}, 1107, 0, 0, 490},
		{n: 5, traces: 8953},
		{n: 6, traces: 73789},
	}},
	{"fib_main", func(w *world, n int) {
		i, j := fib(w, n)
		w.Go(func() {
			w.saw(0, i.Load())
			w.saw(0, j.Load())
		})
	}, []instance{
		{1, 560, bounds{6, 36, 136, 316}, 11, 0, 0, 11},
		{2, 84084, bounds{6, 72, 532, 2482}, 140, 0, 0, 128},
	}},
	{"peterson1", func(w *world, _ int) { // one attempt, without waiting
		f := []*memory.Var[int64]{w.plain("f0"), w.plain("f1")}
		turn, cs := w.plain("turn"), w.plain("cs")
		w.each(2, func(me int) {
			other := 1 - me
			f[me].Store(1)
			turn.Store(int64(other))
			if f[other].Load() == 0 || turn.Load() == int64(me) {
				cs.Store(int64(me))
				cs.Load()
				f[me].Store(0)
			}
		})
	}, []instance{
		{0, 292, bounds{2, 12, 42, 90}, 10, 0, 0, 6},
	}},
	{"sigma", func(w *world, n int) { // the index is passed to goroutines as a shared variable
		var a []*memory.Var[int64]
		for i := range n {
			a = append(a, w.plain(fmt.Sprint("a", i)))
		}
		ix := w.plain("ix")
		ix.Store(-1)
		for range n {
			ix.Store(ix.Load() + 1)
			w.Go(func() { a[ix.Load()].Store(1) })
		}
	}, []instance{
		{2, 15, nil, 3, 0, 0, 2},
		{3, 675, nil, 15, 0, 0, 4},
	}},
	{"independent", func(w *world, n int) {
		var v []*memory.Var[int64]
		for i := range n {
			v = append(v, w.plain(fmt.Sprint("v", i)))
		}
		w.each(n, func(i int) {
			v[i].Store(1)
			v[i].Store(2)
		})
	}, []instance{
		{3, 90, bounds{6, 24, 60, 90}, 1, 0, 0, 1},
		{5, 113400, bounds{120, 1320, 7920, 30120}, 1, 0, 0, 1},
	}},
}

// fib has two goroutines add two variables n times, each to one of them.
func fib(w *world, n int) (i, j *memory.Var[int64]) {
	i, j = w.plain("i"), w.plain("j")
	i.Store(1)
	j.Store(1)
	add := func(to *memory.Var[int64]) func() {
		return func() {
			for range n {
				a, b := i.Load(), j.Load()
				to.Store(a + b)
			}
		}
	}
	w.Go(add(i))
	w.Go(add(j))
	return i, j
}
