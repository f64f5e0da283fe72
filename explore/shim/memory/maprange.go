package memory

import (
	"reflect"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A MapRange is a range statement over a map.
type MapRange[K comparable, V any] struct {
	m       Map[K, V]
	entries []entry[K, V] // that were there when it began
	begun   bool
}

type entry[K comparable, V any] struct {
	k   K
	v   V
	key reflect.Value // k
}

// Range begins a range statement over m.
func (m Map[K, V]) Range() (r *MapRange[K, V], k K, v V) {
	x := m.step(sched.Load)
	r = &MapRange[K, V]{m: m, entries: make([]entry[K, V], 0, len(m.m))}
	for k, v := range m.m {
		r.entries = append(r.entries, entry[K, V]{k, v, reflect.ValueOf(&k).Elem()})
	}
	if x != nil {
		slices.SortFunc(r.entries, func(a, b entry[K, V]) int { return compare(x, a.key, b.key) })
		if g := x.Self(); g != 0 && x.Spawns[g].K%2 == 0 {
			slices.Reverse(r.entries)
		}
	}
	return r, k, v
}

// Next goes on to the next key.
func (r *MapRange[K, V]) Next(k *K, v *V) bool { return r.next(k, v, false) }

// NextShared is Next for shared variables.
func (r *MapRange[K, V]) NextShared(k *K, v *V) bool { return r.next(k, v, true) }

func (r *MapRange[K, V]) next(k *K, v *V, shared bool) bool {
	if r.begun {
		r.m.step(sched.Load)
	}
	r.begun = true
	for len(r.entries) > 0 {
		e := r.entries[0]
		r.entries = r.entries[1:]
		now, ok := r.m.m[e.k]
		if key := e.key; !ok && key.Equal(e.key) { // unlike a NaN, it has been deleted
			continue
		}
		if !ok {
			now = e.v
		}
		put(k, e.k, shared)
		put(v, now, shared)
		return true
	}
	return false
}
