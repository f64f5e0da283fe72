package immutable

import (
	"slices"
	"sync"
)

// History is a list that only grows, and of which one can have the list as it was up to now without
// a copy. It is [UnsafeSpareCapacity] with the capacity clipped.
//
// A snapshot and the History share their elements, and may: an element is written once, by the
// Append that adds it, before any snapshot reaches so far. The room behind the last element is the
// History's alone, and only under its lock; a snapshot has a capacity that ends where it ends.
//
// An operation happens before every operation that gets the lock after it.
// The zero value is empty. A History must not be copied after first use. It blocks while another goroutine has the
// lock. Append is O(1) on average over many, and allocates what append of a slice does; Snapshot is O(1) and allocates
// nothing.
type History[T any] struct {
	mu     sync.Mutex
	values []T
}

// Append adds v. O(1) on average over many.
func (h *History[T]) Append(v T) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.values = append(h.values, v)
}

// Snapshot returns the list as it is at this moment. O(1).
func (h *History[T]) Snapshot() List[T] {
	h.mu.Lock()
	defer h.mu.Unlock()
	return List[T]{slices.Clip(h.values)}
}
