package immutable

// Registry is a map for many readers and few writers: each change replaces the whole [Map], and a
// reader takes the one that is there, without a lock. It is [UnsafeGetter] with the map that the lock
// guarded replaced by one that needs no lock.
//
// A read costs an atomic load and a lookup, whatever the writers do; a change costs a copy of all
// keys. With as many changes as reads, a locked map is the better choice.
//
// A Set or Delete happens before every operation that observes its effect.
// The zero value is empty. A Registry must not be copied after first use.
// Reads are wait-free, changes lock-free.
type Registry[K comparable, V any] struct {
	current Cell[Map[K, V]]
}

// Get returns the value of key, and whether there is one.
func (r *Registry[K, V]) Get(key K) (value V, ok bool) { return r.current.Load().Get(key) }

// Set sets the value of key. O(n), for each time that it has to begin again because of another
// change.
func (r *Registry[K, V]) Set(key K, value V) {
	r.current.Update(func(m Map[K, V]) Map[K, V] { return m.With(key, value) })
}

// Delete removes key. O(n), as Set is.
func (r *Registry[K, V]) Delete(key K) {
	r.current.Update(func(m Map[K, V]) Map[K, V] { return m.Without(key) })
}

// Snapshot returns all keys and values as they are at this moment, and stay in the Map. O(1).
func (r *Registry[K, V]) Snapshot() Map[K, V] { return r.current.Load() }
