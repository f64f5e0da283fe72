package sync_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	gosync "sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

func TestMap(t *testing.T) {
	run(t, []program{
		{"LoadOrStore lets one in", func(say func(...any)) {
			var m sync.Map
			for i := range 2 {
				spawn(func() { say(m.LoadOrStore("key", i)) })
			}
		}, []string{"0 false, 0 true", "1 false, 1 true"}},

		{"Load and then Store does not", func(say func(...any)) {
			var m sync.Map
			for i := range 2 {
				spawn(func() {
					if _, ok := m.Load("key"); !ok {
						m.Store("key", i)
						say("in")
					}
				})
			}
		}, []string{"in", "in, in"}},

		{"what was stored comes after what came before", func(say func(...any)) {
			var m sync.Map
			var n [2]memory.Var[int]
			for i := range n {
				spawn(func() {
					n[i].Store(1)
					m.Store(i, &n[i])
				})
			}
			if v, ok := m.Load(0); ok {
				say(v.(*memory.Var[int]).Load())
			}
		}, []string{"", "1"}},

		{"CompareAndSwap counts", func(say func(...any)) {
			var m sync.Map
			var wg sync.WaitGroup
			m.Store("key", 0)
			for range 2 {
				wg.Go(func() {
					for {
						if v, _ := m.Load("key"); m.CompareAndSwap("key", v, v.(int)+1) {
							return
						}
					}
				})
			}
			wg.Wait()
			say(m.Load("key"))
		}, []string{"2 true"}},

		{"Range sees a moment", func(say func(...any)) {
			var m sync.Map
			spawn(func() {
				for i := range 2 {
					m.Store(i, i)
				}
				m.Delete(0)
			})
			m.Range(func(key, _ any) bool {
				say(key)
				return true
			})
		}, []string{"", "0", "0, 1", "1"}},
	})
}

// All methods return what those of a real Map return.
func TestMapAlone(t *testing.T) {
	alone(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 1))
		var ours sync.Map
		var theirs gosync.Map
		type maps interface {
			Load(key any) (any, bool)
			Store(key, value any)
			LoadOrStore(key, value any) (any, bool)
			LoadAndDelete(key any) (any, bool)
			Delete(key any)
			Swap(key, value any) (any, bool)
			CompareAndSwap(key, old, new any) bool
			CompareAndDelete(key, old any) bool
			Range(f func(key, value any) bool)
			Clear()
		}
		var log [2][]string
		for range 1000 {
			do, key, a, b := r.IntN(40), r.IntN(4), r.IntN(2), r.IntN(2)
			for i, m := range []maps{&ours, &theirs} {
				var got string
				switch do % 10 {
				case 0:
					got = fmt.Sprint(m.Load(key))
				case 1:
					m.Store(key, a)
				case 2:
					got = fmt.Sprint(m.LoadOrStore(key, a))
				case 3:
					got = fmt.Sprint(m.LoadAndDelete(key))
				case 4:
					m.Delete(key)
				case 5:
					got = fmt.Sprint(m.Swap(key, a))
				case 6:
					got = fmt.Sprint(m.CompareAndSwap(key, a, b))
				case 7:
					got = fmt.Sprint(m.CompareAndDelete(key, a))
				case 8:
					got = fmt.Sprint(contents(m.Range))
				case 9:
					if do == 9 {
						m.Clear()
					}
				}
				log[i] = append(log[i], fmt.Sprint(do, " ", got))
			}
		}
		assert.Equal(t, log[1], log[0])
		ours.Store("key", []int{})
		assert.Panics(t, func() { ours.CompareAndSwap("key", []int{}, 1) })
		assert.Panics(t, func() { ours.CompareAndDelete("key", []int{}) })
		assert.Panics(t, func() { ours.Load([]int{}) })
		calls := 0
		ours.Range(func(any, any) bool { calls++; return false })
		assert.Equal(t, 1, calls)
	})
}

func contents(all func(func(key, value any) bool)) map[any]any { return maps.Collect(all) }

// Inside, Range keeps the order in which keys were stored, also over executions and of what was stored
// outside.
func TestMapOrder(t *testing.T) {
	keys := func(m *sync.Map) (keys []any) {
		m.Range(func(key, _ any) bool {
			keys = append(keys, key)
			return true
		})
		return keys
	}
	var kept sync.Map
	kept.Store("outside", 0)
	explore(t, func(func(...any)) {
		var m sync.Map
		for i := range 20 {
			m.Store(i, 0)
		}
		for i := range 18 {
			m.Delete(i)
		}
		m.CompareAndDelete(18, 0)
		m.Store("a", 0)
		m.Store(0, 0)
		m.Swap("a", 1)
		m.LoadOrStore("b", 0)
		assert.Equal(t, []any{19, "a", 0, "b"}, keys(&m))
		m.Clear()
		m.Store(math.NaN(), 0)
		m.Store("c", 0)
		m.Store("b", 0)
		assert.Equal(t, []any{"c", "b"}, keys(&m)[1:])

		kept.Store("first", 0)
		kept.Store("second", 0)
		assert.Equal(t, []any{"outside", "first", "second"}, keys(&kept))
	})
	assert.ElementsMatch(t, []any{"outside", "first", "second"}, keys(&kept))
}

func TestMapNotes(t *testing.T) {
	values := notes(func() {
		var m sync.Map
		m.Store("a", 1)
		m.Load("a")
		m.Range(func(any, any) bool { return true })
		m.CompareAndSwap("a", 2, 3)
		m.Delete("a")
		m.Clear()
	})
	assert.Equal(t, "map[0:a: 1 1:a: 1 3:a: 1 4:a: <nil>]", fmt.Sprint(values))
}
