package immutable

import (
	"iter"
	"maps"
)

// Map is a map that never changes; [Map.With] and [Map.Without] return another one. It is
// [UnsafeSharedMap] with a copy made where that shares.
//
// The copy is of the keys and values, not of what they point to. A V that is a pointer, a slice or a
// map leads to memory that all copies share, which is the mistake of [UnsafeShallow]: let V be a
// plain value, or something that never changes either.
//
// Any number of goroutines may use a Map at the same time, because nobody writes to it. It orders
// nothing by itself: to hand one to another goroutine takes something that does, such as a [Cell].
// The zero value is the empty Map. A Map may be copied; a copy is the same map.
type Map[K comparable, V any] struct {
	values map[K]V // nobody writes to it any more
}

// MapOf returns a Map of a copy of these values.
func MapOf[K comparable, V any](values map[K]V) Map[K, V] { return Map[K, V]{maps.Clone(values)} }

// Len returns the number of keys.
func (m Map[K, V]) Len() int { return len(m.values) }

// Get returns the value of key, and whether there is one.
func (m Map[K, V]) Get(key K) (value V, ok bool) {
	value, ok = m.values[key]
	return value, ok
}

// All returns the keys and values, in no order.
func (m Map[K, V]) All() iter.Seq2[K, V] { return maps.All(m.values) }

// With returns the map with this value for key. O(n).
func (m Map[K, V]) With(key K, value V) Map[K, V] {
	next := maps.Clone(m.values)
	if next == nil {
		next = make(map[K]V)
	}
	next[key] = value
	return Map[K, V]{next}
}

// Without returns the map without key. O(n).
func (m Map[K, V]) Without(key K) Map[K, V] {
	next := maps.Clone(m.values)
	delete(next, key)
	return Map[K, V]{next}
}
