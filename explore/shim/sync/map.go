package sync

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Map is a map[any]any that goroutines may share. The zero value is empty. A Map must not be copied after
// first use.
//
// What stores or deletes happens before what sees it. Inside an exploration it happens before all that
// is done to the Map later, also where that is about another key.
type Map struct {
	real sync.Map
	obj  sched.Object

	// The keys that were stored inside an exploration are numbered, so that Range knows their order.
	order map[any]int
	last  int
}

// What only looks is a load; all else is taken to change the Map, whether or not it turns out to.
const (
	looks   = sched.AtomicLoad
	changes = sched.AtomicAdd
)

// enter has the calling goroutine wait, inside an exploration, until its operation is chosen. Outside it
// returns nil.
func (m *Map) enter(kind sched.Kind) *sched.Exec {
	x := sched.Current()
	if x != nil {
		x.Do(sched.Op{Kind: kind, Obj: x.ID(&m.obj, sched.ObjState{})})
	}
	return x
}

// changed takes note of a key that may have been stored or deleted.
func (m *Map) changed(x *sched.Exec, key any) {
	if x == nil {
		return
	}
	_, stored := m.real.Load(key)
	_, known := m.order[key]
	switch {
	case known && !stored:
		delete(m.order, key)
	case stored && !known:
		if m.order == nil {
			m.order = map[any]int{}
		}
		m.last++
		m.order[key] = m.last
	}
	m.note(x, key)
}

// note writes down what an operation was about.
func (m *Map) note(x *sched.Exec, key any) {
	if x != nil && x.Recording {
		value, _ := m.real.Load(key)
		x.Note(entry{key, value})
	}
}

type entry struct{ key, value any }

func (e entry) String() string { return fmt.Sprintf("%v: %v", e.key, e.value) }

// Load returns the value of the key, and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	m.note(m.enter(looks), key)
	return m.real.Load(key)
}

// Store sets the value of the key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Swap sets the value of the key, and returns the one that was there, if there was one.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	x := m.enter(changes)
	previous, loaded = m.real.Swap(key, value)
	m.changed(x, key)
	return previous, loaded
}

// LoadOrStore returns the value of the key if there is one. If not, it sets it to value, and returns that.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	x := m.enter(changes)
	actual, loaded = m.real.LoadOrStore(key, value)
	m.changed(x, key)
	return actual, loaded
}

// Delete deletes the key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// LoadAndDelete deletes the key, and returns the value that was there, if there was one.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	x := m.enter(changes)
	value, loaded = m.real.LoadAndDelete(key)
	m.changed(x, key)
	return value, loaded
}

// CompareAndSwap sets the value of the key to new if it is old, and says whether it was. It panics if it comes
// to compare values of a type that has no ==.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	x := m.enter(changes)
	swapped = m.real.CompareAndSwap(key, old, new)
	m.changed(x, key)
	return swapped
}

// CompareAndDelete deletes the key if its value is old, and says whether it was. It panics if it comes to
// compare values of a type that has no ==.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	x := m.enter(changes)
	deleted = m.real.CompareAndDelete(key, old)
	m.changed(x, key)
	return deleted
}

// Clear deletes all keys.
func (m *Map) Clear() {
	if m.enter(changes) != nil {
		clear(m.order)
	}
	m.real.Clear()
}

// Range calls f for each key and its value, until f returns false. f may use the Map.
//
// Inside an exploration these are the keys and values of one moment, in the order in which the keys were
// stored; those that were stored outside alone come first. The real one keeps no order, and may come to
// see some of what is stored while it goes on.
func (m *Map) Range(f func(key, value any) bool) {
	if m.enter(looks) == nil {
		m.real.Range(f)
		return
	}
	var all []entry
	m.real.Range(func(key, value any) bool {
		all = append(all, entry{key, value})
		return true
	})
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(m.order[a.key], m.order[b.key]) })
	for _, e := range all {
		if !f(e.key, e.value) {
			return
		}
	}
}
