package immutable

import "iter"

// Map is a map that never changes; [Map.With] and [Map.Without] return another one.
type Map[K comparable, V any] struct {
	root *node[K, V]
	n    int
}

// MapOf returns a Map of these keys and values.
func MapOf[K comparable, V any](values map[K]V) Map[K, V] {
	var b Builder[K, V]
	for key, value := range values {
		b.Set(key, value)
	}
	return b.Map()
}

// Len returns the number of keys.
func (m Map[K, V]) Len() int { return m.n }

// Get returns the value of key, and whether there is one.
func (m Map[K, V]) Get(key K) (value V, ok bool) {
	hash := hashKey(key)
	return m.root.get(hash, tagOf(hash), key)
}

// All returns the keys and values, in no order.
func (m Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { m.root.each(yield) }
}

// With returns the map with this value for key.
func (m Map[K, V]) With(key K, value V) Map[K, V] {
	b := Builder[K, V]{root: m.root, n: m.n}
	b.Set(key, value)
	return b.Map()
}

// Without returns the map without key.
func (m Map[K, V]) Without(key K) Map[K, V] {
	b := Builder[K, V]{root: m.root, n: m.n}
	b.Delete(key)
	return b.Map()
}
