package immutable_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/immutable"
)

// BenchmarkAdd shows what a counter costs that allocates at every Add, beside one with a mutex.
func BenchmarkAdd(b *testing.B) {
	for _, bench := range []struct {
		name string
		c    counter.Counter
	}{
		{"Counter", new(immutable.Counter)},
		{"Locked", new(counter.Locked)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					bench.c.Add(1)
				}
			})
		})
	}
}

// lockedMap is what a Registry competes with.
type lockedMap struct {
	mu     sync.RWMutex
	values map[int]int
}

func (m *lockedMap) Get(key int) (value int, ok bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	value, ok = m.values[key]
	return value, ok
}

func (m *lockedMap) Set(key, value int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = value
}

func BenchmarkGet(b *testing.B) {
	const keys = 1000
	for _, bench := range []struct {
		name string
		m    interface {
			Get(key int) (value int, ok bool)
			Set(key, value int)
		}
	}{
		{"Registry", new(immutable.Registry[int, int])},
		{"RWMutex", &lockedMap{values: map[int]int{}}},
	} {
		for key := range keys {
			bench.m.Set(key, key)
		}
		b.Run(bench.name, func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				for key := 0; pb.Next(); key++ {
					bench.m.Get(key % keys)
				}
			})
		})
	}
}

// BenchmarkSet changes one key of many: in place in a Builder that nobody has taken a Map from, and by copying the
// way to it in a Map.
func BenchmarkSet(b *testing.B) {
	for _, keys := range []int{10, 1000, 100_000} {
		var builder immutable.Builder[int, int]
		for key := range keys {
			builder.Set(key, key)
		}
		b.Run(fmt.Sprintf("Builder/%d", keys), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				builder.Set(i%keys, i)
			}
		})
		m := builder.Map()
		b.Run(fmt.Sprintf("Map/%d", keys), func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				m = m.With(i%keys, i)
			}
		})
	}
}

// BenchmarkSnapshot appends and takes a snapshot each time: by clipping in a History, by copying in
// a List behind a Snapshot.
func BenchmarkSnapshot(b *testing.B) {
	const length = 1000
	b.Run("History", func(b *testing.B) {
		var h immutable.History[int]
		for i := range length {
			h.Append(i)
		}
		for b.Loop() {
			h.Append(0)
			h.Snapshot()
		}
	})
	b.Run("Snapshot", func(b *testing.B) {
		var c immutable.Snapshot[immutable.List[int]]
		c.Store(immutable.ListOf(make([]int, length)...))
		list := c.Load()
		for b.Loop() {
			c.Store(list)
			c.Update(func(l immutable.List[int]) immutable.List[int] { return l.With(0) })
			c.Load()
		}
	})
}
