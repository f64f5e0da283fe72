package linearizable

import (
	"fmt"

	"github.com/anishathalye/porcupine"
)

// A Map is a history of operations on a map.
type Map[K, V comparable] struct{ h *History }

// NewMap returns a Checker of maps that are empty at first. What is done to one key is checked without what is
// done to others.
func NewMap[K, V comparable](options ...Option) *Checker[Map[K, V]] {
	m := Sequential(found[V]{}, mapStep[K, V])
	m.PartitionEvent = byKey[K]
	return newChecker(m, func(h *History) Map[K, V] { return Map[K, V]{h} }, options)
}

// Store runs store with key and value, and records that.
func (m Map[K, V]) Store(key K, value V, store func(K, V)) {
	m.h.run(storing[K, V]{key, value}, func() { store(key, value) })
}

// Load runs load with key, and records what it returns: the key's value, or false if it has none.
func (m Map[K, V]) Load(key K, load func(K) (V, bool)) (V, bool) {
	return recordFound(m.h, loading[K]{key}, func() (V, bool) { return load(key) })
}

// Delete runs del with key, and records that.
func (m Map[K, V]) Delete(key K, del func(K)) {
	m.h.run(deleting[K]{key}, func() { del(key) })
}

type (
	storing[K, V comparable] struct {
		key   K
		value V
	}
	loading[K comparable]  struct{ key K }
	deleting[K comparable] struct{ key K }
)

func (s storing[K, V]) String() string { return fmt.Sprintf("Store(%v, %v)", s.key, s.value) }
func (l loading[K]) String() string    { return fmt.Sprintf("Load(%v)", l.key) }
func (d deleting[K]) String() string   { return fmt.Sprintf("Delete(%v)", d.key) }

func (s storing[K, V]) of() K { return s.key }
func (l loading[K]) of() K    { return l.key }
func (d deleting[K]) of() K   { return d.key }

// mapStep is what an operation does to its key's value.
func mapStep[K, V comparable](value found[V], in any) (any, found[V], bool) {
	switch in := in.(type) {
	case storing[K, V]:
		return nil, found[V]{in.value, true}, true
	case deleting[K]:
		return nil, found[V]{}, true
	}
	return value, value, true
}

// byKey returns the events of each key.
func byKey[K comparable](history []porcupine.Event) (parts [][]porcupine.Event) {
	at := map[K]int{}   // by key: which part
	of := map[int]int{} // by operation
	for _, e := range history {
		if e.Kind == porcupine.CallEvent {
			key := e.Value.(interface{ of() K }).of()
			if _, ok := at[key]; !ok {
				at[key] = len(parts)
				parts = append(parts, nil)
			}
			of[e.Id] = at[key]
		}
		parts[of[e.Id]] = append(parts[of[e.Id]], e)
	}
	return parts
}
