package memory_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

type point struct {
	x, y int
	tags [2]string
	mu   sync.Mutex
	_    int
}

// Two accesses at once race exactly if they have a variable in common, and one of them is a store.
func TestRaces(t *testing.T) {
	race := []string{string(explore.DataRace)}
	for _, p := range []struct {
		name string
		make func() (first, second func())
		want []string
	}{
		{"one variable", func() (func(), func()) {
			var n int
			return func() { memory.Load(&n) }, func() { memory.Store(&n, 1) }
		}, race},
		{"two loads", func() (func(), func()) {
			var n int
			return func() { memory.Load(&n) }, func() { memory.Load(&n) }
		}, nil},
		{"two fields", func() (func(), func()) {
			var p point
			return func() { memory.Store(&p.x, 1) }, func() { memory.Store(&p.y, 1) }
		}, nil},
		{"a struct and its first field", func() (func(), func()) {
			var p point
			return func() { memory.Load(&p) }, func() { memory.Store(&p.x, 1) }
		}, race},
		{"a struct and its last element", func() (func(), func()) {
			var p point
			return func() { memory.Store(&p.tags[1], "a") }, func() { memory.Load(&p) }
		}, race},
		{"an element of a field, and another", func() (func(), func()) {
			var p point
			return func() { memory.Store(&p.tags[1], "a") }, func() { memory.Store(&p.tags[0], "b") }
		}, nil},
		{"two structs", func() (func(), func()) {
			var p [2]point
			return func() { memory.Store(&p[0].x, 1) }, func() { memory.Load(&p[1]) }
		}, nil},
		{"a struct of one field", func() (func(), func()) {
			var p struct{ n int }
			return func() { memory.Store(&p, struct{ n int }{1}) }, func() { memory.Load(&p.n) }
		}, race},
		{"a struct of none", func() (func(), func()) {
			var p struct{}
			return func() { memory.Store(&p, struct{}{}) }, func() { memory.Load(&p) }
		}, nil},
		{"a lock in a struct", func() (func(), func()) {
			var p point
			return p.mu.Lock, func() { memory.Load(&p) }
		}, race},
		{"a lock that is assigned to", func() (func(), func()) {
			var mu sync.Mutex
			return mu.Lock, func() { memory.Store(&mu, sync.Mutex{}) }
		}, race},
		{"an array too large for its variables to be told apart", func() (func(), func()) {
			var a, b [1 << 20]int
			return func() { memory.Store(&a[1<<19], 1) }, func() { memory.Store(&a, memory.Load(&b)) }
		}, race},
		{"beside a large array", func() (func(), func()) {
			var a struct {
				large [1 << 13]int
				n     int
			}
			return func() { memory.Store(&a.n, 1) }, func() { memory.Load(&a.large) }
		}, nil},
		{"large arrays", func() (func(), func()) {
			var a, b [1 << 13]int
			return func() { memory.Store(&a, memory.Load(&b)) }, func() { memory.Load(&a) }
		}, race},
		{"a map", func() (func(), func()) {
			m := memory.MapOf(map[int]int{1: 1})
			return func() { m.Set(2, 2) }, func() { m.At(1) }
		}, race},
		{"a map that is looked at", func() (func(), func()) {
			m := memory.MapOf(map[int]int{1: 1})
			return func() { m.Len() }, func() { _ = maps.Collect(m.All()) }
		}, nil},
		{"a map that is ranged over", func() (func(), func()) {
			m := memory.MapOf(map[int]int{1: 1})
			return func() { _ = maps.Collect(m.All()) }, func() { m.Delete(5) }
		}, race},
		{"a nil map", func() (func(), func()) {
			var m memory.Map[int, int]
			return m.Clear, func() { m.At(1) }
		}, nil},
		{"a copy", func() (func(), func()) {
			s := make([]int, 3)
			return func() { memory.Copy(s, []int{1, 2}) }, func() { memory.Load(&s[1]) }
		}, race},
		{"a copy that is shorter", func() (func(), func()) {
			s := make([]int, 3)
			return func() { memory.Copy(s, []int{1, 2}) }, func() { memory.Load(&s[2]) }
		}, nil},
		{"what is copied", func() (func(), func()) {
			s := make([]byte, 3)
			return func() { memory.Copy(make([]byte, 1), s) }, func() { memory.CopyString(s, "a") }
		}, race},
		{"two appends to one array", func() (func(), func()) {
			s := make([]int, 1, 2)
			return func() { memory.Append(s, 1) }, func() { memory.Append(s, 2) }
		}, race},
		{"two appends without room", func() (func(), func()) {
			s := make([]int, 1)
			return func() { memory.Append(s, 1) }, func() { memory.Append(s, 2) }
		}, nil},
		{"an append that moves what is stored to", func() (func(), func()) {
			s := make([]int, 1)
			return func() { memory.Append(s, 1) }, func() { memory.Store(&s[0], 2) }
		}, race},
		{"an append of what is stored to", func() (func(), func()) {
			s := make([]int, 1)
			return func() { memory.AppendSlice([]int(nil), s) }, func() { memory.Clear(s) }
		}, race},
		{"elements that are looked at", func() (func(), func()) {
			s := make([]int, 2)
			return func() { _ = slices.Max(memory.Elems(s)) }, func() { memory.Store(&s[1], 2) }
		}, race},
	} {
		t.Run(p.name, func(t *testing.T) {
			assert.Equal(t, p.want, shimtest.Results(t, func(t *explore.T) {
				first, second := p.make()
				t.Go(first)
				second()
			}))
		})
	}
}

// What is loaded at once is of one moment.
func TestAtOnce(t *testing.T) {
	assert.Equal(t, []string{"{0 0}", "{1 1}"}, shimtest.Results(t, func(t *explore.T) {
		type pair struct{ a, b int }
		var p pair
		t.Go(func() { memory.Store(&p, pair{1, 1}) })
		t.Outcome("%v", memory.Load(&p))
	}, explore.IgnoreRaces()))
}

// What can be assigned can be stored.
func TestAt(t *testing.T) {
	shimtest.Alone(t, func(t *testing.T) {
		var err error
		var c <-chan int
		memory.At(&err).Store(assert.AnError)
		memory.At(&c).Store(make(chan int))
		assert.Equal(t, assert.AnError, memory.Load(&err))
		assert.NotNil(t, memory.Load(&c))
		memory.At(&err).Store(nil)
		assert.NoError(t, memory.Load(&err))
	})
}

func TestMap(t *testing.T) {
	shimtest.Alone(t, func(t *testing.T) {
		type ages map[string]int
		m := memory.MapOf(ages{"b": 2, "a": 1})
		m.Set("c", 3)
		m.Delete("b")
		v, ok := m.At2("b")
		assert.Equal(t, []any{0, false, 3, 2}, []any{v, ok, m.At("c"), m.Len()})
		assert.Equal(t, map[string]int{"a": 1, "c": 3}, maps.Collect(m.All()))
		m.Clear()
		assert.Zero(t, m.Len())
		var none memory.Map[int, int]
		assert.Zero(t, none.At(1))
		none.Delete(1)
		assert.PanicsWithError(t, "assignment to entry in nil map", func() { none.Set(1, 1) })
	})
}

// All takes the keys in their order.
func TestOrder(t *testing.T) {
	for _, p := range []struct{ keys, want any }{
		{inOrder(3, 1, 2), "[1 2 3]"},
		{inOrder[uint8](3, 1, 2), "[1 2 3]"},
		{inOrder("b", "a", ""), "[ a b]"},
		{inOrder(2.5, -1), "[-1 2.5]"},
		{inOrder(2i, 1, 1i), "[(0+1i) (0+2i) (1+0i)]"},
		{inOrder(true, false), "[false true]"},
		{inOrder([2]int{1, 2}, [2]int{1, 1}), "[[1 1] [1 2]]"},
		{inOrder(struct{ a, b int }{2, 1}, struct{ a, b int }{1, 2}), "[{1 2} {2 1}]"},
		{inOrder[any]("a", 1, nil, 2.5, 0), "[<nil> 2.5 0 1 a]"},
	} {
		assert.Equal(t, p.want, p.keys)
	}
}

// inOrder returns the keys as an exploration ranges over them.
func inOrder[K comparable](keys ...K) (order string) {
	explore.Run(func(*explore.T) {
		m := memory.MapOf(map[K]bool{})
		for _, k := range keys {
			m.Set(k, true)
		}
		var all []K
		for k := range m.All() {
			all = append(all, k)
		}
		order = fmt.Sprint(all)
	})
	return order
}

// Pointers are taken in the order in which they came. What is deleted before its turn is left out, and the loop can
// be left.
func TestRange(t *testing.T) {
	type key struct {
		name string
		p    *int
	}
	const n = 20
	some := make([]int, n)
	at := func(i int) key { return key{"a", &some[i*7%n]} }
	explore.Run(func(*explore.T) {
		m := memory.MapOf(map[key]int{})
		for i := range n {
			m.Set(at(i), i)
		}
		var is []int
		for _, i := range m.All() {
			if is = append(is, i); i == 14 {
				break
			}
			m.Delete(at(i + 1))
		}
		assert.Equal(t, []int{0, 2, 4, 6, 8, 10, 12, 14}, is)
		assert.Equal(t, 13, m.Len())
	})
}

// Outside of an exploration, and in one of a single goroutine, the functions do what Go does.
func TestSlices(t *testing.T) {
	shimtest.Alone(t, func(t *testing.T) {
		type ints []int
		s := ints{1, 2, 3}
		assert.Equal(t, 2, memory.Copy(s[1:], s[:2]))
		assert.Equal(t, ints{1, 1, 2}, s)
		s = memory.Append(s[:1], 7)
		assert.Equal(t, ints{1, 7, 2}, s[:3])
		assert.Equal(t, ints{1, 7, 2, 8, 9}, memory.AppendSlice(s[:3], []int{8, 9}))
		assert.Equal(t, ints(nil), memory.Append(ints(nil)))
		memory.Clear(s)
		assert.Equal(t, ints{0, 0, 2}, s[:3])
		b := []byte("abc")
		assert.Equal(t, 1, memory.CopyString(b[2:], "xy"))
		assert.Equal(t, "abx", string(memory.Elems(b)))
	})
}

func TestAllocs(t *testing.T) {
	var n int
	var s string
	round := func() {
		memory.Store(&n, memory.Load(&n)+1)
		memory.Store(&s, memory.Load(&s))
	}
	assert.Zero(t, testing.AllocsPerRun(100, round), "outside")
	explore.Run(func(*explore.T) {
		round()
		assert.LessOrEqual(t, testing.AllocsPerRun(1000, round), 0.01, "inside")
	}, explore.Executions(1))
}

// Two goroutines that lock what is in a map come to a deadlock.
func TestMapOrderOfGoroutines(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		locks := memory.MapOf(map[int]*sync.Mutex{1: {}, 2: {}})
		for range 2 {
			t.Go(func() {
				for _, mu := range locks.All() {
					mu.Lock()
					defer mu.Unlock()
				}
			})
		}
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Leak, r.Failures[0].Kind)
}
