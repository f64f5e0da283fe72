package immutable

import "iter"

// Map is a map that never changes; [Map.With] and [Map.Without] return another one. It is
// [UnsafeSharedMap] with a copy made where that shares, of no more than it has to: the two maps have all in common
// but the nodes on the way to the key that differs. So a version is kept by keeping the Map, and many changes are
// made by a [Builder].
//
// It is a trie of the hashes of its keys, after Phil Bagwell, "Ideal Hash Trees" (EPFL, 2001), with 32 places a
// branch. What becomes of it when a key is removed is what it was before the key was added, as in Michael Steindorfer
// and Jurgen Vinju, "Optimizing Hash-Array Mapped Tries for Fast and Lean Immutable JVM Collections" (OOPSLA 2015).
// They leave out the places that are empty, and find the others by counting bits. Here a place is never empty, since
// the leaves have eight entries, and one stands in many places where there are few keys: the directory of Ronald
// Fagin, Jurg Nievergelt, Nicholas Pippenger and H. Raymond Strong, "Extendible Hashing" (ACM TODS 4(3), 1979), one a
// branch. So a step down is a load and no counting, and 100,000 keys are three branches deep.
//
// The copy is of the keys and values, not of what they point to. A V that is a pointer, a slice or a
// map leads to memory that all versions share, which is the mistake of [UnsafeShallow]: let V be a
// plain value, or something that never changes either.
//
// Keys are what they are to a map of Go: the same if they are ==, and a dynamic value that cannot be compared panics.
// In which order they come depends on a number that each process draws, and on the changes that made the map: maps with
// the same keys and values may have them in different orders. A Map need not be compared by ==, which it has for the
// compiler's sake.
//
// Any number of goroutines may use a Map at the same time, because nobody writes to it. It orders
// nothing by itself: to hand one to another goroutine takes something that does, such as a [Snapshot], whose Store
// happens before the Load that returns the Map.
// The zero value is the empty Map. A Map may be copied; a copy is the same map.
// All methods are wait-free. Get, With and Without are O(log n), to the base of 32: each level takes five of the 64 bits
// of a hash, and among keys that have all of them in common the search is linear. Len is O(1). Get and All allocate
// nothing, With and Without a node a level: for 1,000 keys that are ints, 720 bytes in three. Without a key that is
// not there allocates nothing.
type Map[K comparable, V any] struct {
	root *node[K, V] // nil if there are no keys
	n    int         // how many
}

// MapOf returns a Map of a copy of these values. O(n).
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

// All returns the keys and values, in no order that means anything, and always in the same.
func (m Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { m.root.each(yield) }
}

// Keys returns the keys, in the order of [Map.All].
func (m Map[K, V]) Keys() iter.Seq[K] {
	return func(yield func(K) bool) {
		m.root.each(func(key K, _ V) bool { return yield(key) })
	}
}

// Values returns the values, in the order of [Map.All].
func (m Map[K, V]) Values() iter.Seq[V] {
	return func(yield func(V) bool) {
		m.root.each(func(_ K, value V) bool { return yield(value) })
	}
}

// With returns the map with this value for key. O(log n).
func (m Map[K, V]) With(key K, value V) Map[K, V] {
	b := m.Builder()
	b.Set(key, value)
	return b.Map()
}

// Without returns the map without key. O(log n).
func (m Map[K, V]) Without(key K) Map[K, V] {
	b := m.Builder()
	b.Delete(key)
	return b.Map()
}

// Builder returns a Builder that begins with the map. O(1).
func (m Map[K, V]) Builder() *Builder[K, V] { return &Builder[K, V]{root: m.root, n: m.n} }
