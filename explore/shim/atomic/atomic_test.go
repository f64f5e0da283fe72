package atomic_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// both starts f in two goroutines, and waits for them.
func both(f func(i int)) {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { f(i) })
	}
	wg.Wait()
}

func TestPrograms(t *testing.T) {
	run(t, []program{
		{"a Load and a Store lose updates, and are no race", func(say func(...any)) {
			var n atomic.Int64
			both(func(int) { n.Store(n.Load() + 1) })
			say(n.Load())
		}, []string{"1", "2"}},

		{"Add loses none", func(say func(...any)) {
			var n atomic.Uint32
			both(func(int) { n.Add(1) })
			say(n.Load())
		}, []string{"2"}},

		{"nor does a loop around CompareAndSwap", func(say func(...any)) {
			var n atomic.Int32
			both(func(int) {
				for old := n.Load(); ; old = n.Load() {
					swapped := n.CompareAndSwap(old, old-1)
					assertOutcome(t, swapped)
					if swapped {
						return
					}
				}
			})
			say(n.Load())
		}, []string{"-2"}},

		{"functions do the same", func(say func(...any)) {
			var n, m int32
			both(func(int) {
				atomic.StoreInt32(&n, atomic.LoadInt32(&n)+1)
				atomic.AddInt32(&m, 1)
			})
			say(n, m)
		}, []string{"1 2", "2 2"}},

		{"what is published is seen", func(say func(...any)) {
			var ready atomic.Bool
			var n memory.Var[int]
			both(func(i int) {
				if i == 0 {
					n.Store(1)
					ready.Store(true)
				} else if ready.Load() {
					say(n.Load())
				}
			})
		}, []string{"", "1"}},

		{"also by a CompareAndSwap, of a pointer", func(say func(...any)) {
			var p atomic.Pointer[memory.Var[int]]
			both(func(i int) {
				n := memory.NewVar(i)
				if !p.CompareAndSwap(nil, n) {
					say(p.Load().Load())
				}
			})
		}, []string{"0", "1"}},

		{"also by a Value", func(say func(...any)) {
			var v atomic.Value
			both(func(i int) {
				if i == 0 {
					v.Store(memory.NewVar(1))
				} else if n, ok := v.Load().(*memory.Var[int]); ok {
					say(n.Load())
				}
			})
		}, []string{"", "1"}},

		{"a failed CompareAndSwap publishes nothing", func(say func(...any)) {
			var n memory.Var[int]
			var a atomic.Int32
			both(func(i int) {
				if i == 0 {
					n.Store(1)
					a.CompareAndSwap(1, 2)
				} else {
					a.Load()
					n.Load()
				}
			})
		}, []string{"race"}},

		{"operations are in one order", func(say func(...any)) {
			var a, b atomic.Uintptr
			both(func(i int) {
				if i == 0 {
					a.Store(1)
					say("b", b.Load())
				} else {
					b.Store(1)
					say("a", a.Load())
				}
			})
		}, []string{"a 0, b 1", "a 1, b 0", "a 1, b 1"}},

		{"a plain load beside an atomic store is a race", func(say func(...any)) {
			var n int64
			both(func(i int) {
				if i == 0 {
					atomic.StoreInt64(&n, 1)
				} else {
					memory.Load(&n)
				}
			})
		}, []string{"race"}},

		{"the first of two types wins", func(say func(...any)) {
			var v atomic.Value
			both(func(i int) { v.Store([]any{1, "1"}[i]) })
		}, []string{"panic: sync/atomic: store of inconsistently typed value into Value"}},

		{"a CompareAndSwap does not see what went and came back", func(say func(...any)) {
			var p atomic.Pointer[int]
			a, b := new(int), new(int)
			p.Store(a)
			both(func(i int) {
				if i == 0 {
					p.Store(b)
					p.Store(a)
				} else {
					say(p.CompareAndSwap(a, nil))
				}
			})
			say("left", p.Load() != nil)
		}, []string{"false, left true", "left false, true", "left true, true"}},
	})
}

// An execution begins with the values that variables have, whoever has stored them.
func TestValuesPersist(t *testing.T) {
	type point struct{ x, y int }
	var (
		a atomic.Int64
		b int64
		p atomic.Pointer[int]
		v atomic.Value
		n = new(int)
	)
	reset := func() {
		a.Store(-7)
		atomic.StoreInt64(&b, -7)
		p.Store(n)
		v.Store(point{1, 2})
	}
	for range 2 {
		reset()
		run(t, []program{{"", func(func(...any)) {
			swaps := []func() bool{
				func() bool { return a.CompareAndSwap(-7, 7) },
				func() bool { return atomic.CompareAndSwapInt64(&b, -7, 7) },
				func() bool { return p.CompareAndSwap(n, nil) },
				func() bool { return v.CompareAndSwap(point{1, 2}, point{2, 1}) },
			}
			for _, swap := range swaps {
				assert.True(t, swap())
				assertOutcome(t, true)
				assert.False(t, swap())
				assertOutcome(t, false)
			}
			reset()
		}, []string{""}}})
	}
}

func TestNotes(t *testing.T) {
	assert.Equal(t, map[int32]any{
		0: int32(0), 1: int32(1), 2: int32(3), 3: int32(4), 4: int32(5), 5: int32(5), 6: "stored", 7: "swapped",
	}, notes(func() {
		var n atomic.Int32
		n.Load()
		n.Store(1)
		n.Add(2)
		n.Swap(4)
		n.CompareAndSwap(4, 5)
		n.CompareAndSwap(4, 6)
		var v atomic.Value
		v.Store("stored")
		v.Swap("swapped")
	}))
}
