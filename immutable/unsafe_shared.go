package immutable

import (
	"maps"
	"sync"
)

// UnsafeSharedSlice is a list that never changes, made of the slice that the caller has.
//
// What goes wrong: a slice is a pointer, a length and a capacity; to keep it is to keep the pointer.
// A makes the list and hands it out, A sorts its slice, B finds the list in another order. The
// constructor's values ...T hides it well: called with values..., it gets the caller's own slice.
//
// Who notices: the race detector, if the write is not ordered with a read of the list; an assertion
// on the list, always.
type UnsafeSharedSlice[T any] struct {
	values []T
}

// NewUnsafeSharedSlice returns the list of these values, for as long as the caller leaves them alone.
func NewUnsafeSharedSlice[T any](values ...T) UnsafeSharedSlice[T] {
	return UnsafeSharedSlice[T]{values}
}

// Len returns the number of values.
func (l UnsafeSharedSlice[T]) Len() int { return len(l.values) }

// At returns the value at index i.
func (l UnsafeSharedSlice[T]) At(i int) T { return l.values[i] }

// UnsafeSharedMap is a map that never changes, of which With returns a changed copy.
//
// What goes wrong: the receiver is a copy of the struct, and the map in it is a pointer to the one
// map that all the copies share. A holds the old version, B makes a new one with another value, A
// finds that value in the old one.
//
// Who notices: the race detector, if A reads and B writes without an order; the runtime, if they do
// so at the same moment ("fatal error: concurrent map read and map write"); an assertion on the old
// version, always.
type UnsafeSharedMap[K comparable, V any] struct {
	values map[K]V
}

// NewUnsafeSharedMap returns a map of a copy of these values.
func NewUnsafeSharedMap[K comparable, V any](values map[K]V) UnsafeSharedMap[K, V] {
	return UnsafeSharedMap[K, V]{maps.Clone(values)}
}

// Get returns the value of key, and whether there is one.
func (m UnsafeSharedMap[K, V]) Get(key K) (value V, ok bool) {
	value, ok = m.values[key]
	return value, ok
}

// With returns the map with this value for key. So does the map that it was called on.
func (m UnsafeSharedMap[K, V]) With(key K, value V) UnsafeSharedMap[K, V] {
	m.values[key] = value
	return m
}

// UnsafeShallow is [UnsafeSharedMap] after a wrong fix: the map is cloned now, and what its values
// point to is not.
//
// What goes wrong: a clone is shallow. The two maps have their own pointers, to the same values; B
// changes the value of its new version, and A finds it changed in the old one.
//
// Who notices: the race detector, if A reads and B writes without an order; an assertion on the old
// version, always.
type UnsafeShallow[K comparable, V any] struct {
	values map[K]*V
}

// NewUnsafeShallow returns a map of a copy of these values.
func NewUnsafeShallow[K comparable, V any](values map[K]V) UnsafeShallow[K, V] {
	pointers := make(map[K]*V, len(values))
	for key, value := range values {
		pointers[key] = &value
	}
	return UnsafeShallow[K, V]{pointers}
}

// Get returns the value of key, and whether there is one.
func (m UnsafeShallow[K, V]) Get(key K) (value V, ok bool) {
	p, ok := m.values[key]
	return pointedTo(p), ok
}

// With returns the map with this value for key.
func (m UnsafeShallow[K, V]) With(key K, value V) UnsafeShallow[K, V] {
	next := maps.Clone(m.values)
	if p, ok := next[key]; ok {
		*p = value
	} else {
		next[key] = &value
	}
	return UnsafeShallow[K, V]{next}
}

// UnsafeAppend is a list that never changes; With returns a longer one.
//
// What goes wrong: append copies only when there is no room behind the last element. Where there is,
// it writes there, and two lists made from the same one write to the same place: A makes [1 2 3 a]
// of [1 2 3], B makes [1 2 3 b] of it, and A's list ends in b. Whether there is room depends on how
// the list came to its length, so that a test with short lists may see nothing.
//
// Who notices: an assertion on the first of the two. It takes no goroutines; and where there are
// some, in order, the race detector has nothing to say. Without an order it sees the two writes.
type UnsafeAppend[T any] struct {
	values []T
}

// Len returns the number of values.
func (l UnsafeAppend[T]) Len() int { return len(l.values) }

// At returns the value at index i.
func (l UnsafeAppend[T]) At(i int) T { return l.values[i] }

// With returns the list with v after its last value.
func (l UnsafeAppend[T]) With(v T) UnsafeAppend[T] {
	return UnsafeAppend[T]{append(l.values, v)}
}

// UnsafeSpareCapacity is a list that only grows, and gives out what it holds without a copy, because
// no element is ever written twice.
//
// What goes wrong: the slice that it gives out has room behind its last element, and a caller who
// appends to it writes there, without the lock, where the next Append writes under the lock. One of
// the two elements is lost.
//
// Who notices: the race detector, and an assertion on the lost element. The caller's code, which
// only ever appended to a slice of its own, looks innocent.
type UnsafeSpareCapacity[T any] struct {
	mu     sync.Mutex
	values []T
}

// Append adds v.
func (h *UnsafeSpareCapacity[T]) Append(v T) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.values = append(h.values, v)
}

// Snapshot returns the list as it is at this moment, and the room behind it.
func (h *UnsafeSpareCapacity[T]) Snapshot() []T {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.values
}

// UnsafeGetter is a map with a lock, and with a method that returns the map.
//
// What goes wrong: the lock is held while the pointer to the map is read, and not while the caller
// reads the map. B sets a key under the lock, A ranges over the map without it.
//
// Who notices: the race detector, as soon as a Set is not ordered with a use of the map that
// Snapshot returned; the runtime, if the two meet; an assertion on the snapshot, always.
type UnsafeGetter[K comparable, V any] struct {
	mu     sync.Mutex
	values map[K]V
}

// Set sets the value of key.
func (r *UnsafeGetter[K, V]) Set(key K, value V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.values == nil {
		r.values = make(map[K]V)
	}
	r.values[key] = value
}

// Snapshot returns all keys and values, those of now and those of later.
func (r *UnsafeGetter[K, V]) Snapshot() map[K]V {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.values
}

// UnsafeLateCopy is [UnsafeGetter] after a wrong fix: Snapshot returns a copy, and makes it when it
// has let go of the lock, so as not to hold it for long.
//
// What goes wrong: what the lock guards is the map and not the variable that points to it. A gets
// the pointer under the lock, lets go, and copies a map that B is writing to.
//
// Who notices: the runtime, if the copy is begun in the middle of a write; nobody else. It is a data
// race, but the race detector does not watch what maps.Clone reads (Go 1.26); it would see the same
// race if the copy were made by [maps.Copy] or a loop.
type UnsafeLateCopy[K comparable, V any] struct {
	UnsafeGetter[K, V]
}

// Snapshot returns a copy of all keys and values.
func (r *UnsafeLateCopy[K, V]) Snapshot() map[K]V {
	return maps.Clone(r.UnsafeGetter.Snapshot())
}
