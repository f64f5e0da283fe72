package lockfree

import (
	"fmt"
	"sync/atomic"
)

// Ring is a bounded first-in first-out queue for one producer and one consumer, in a ring buffer. That
// these two need no lock goes back to Leslie Lamport, "Specifying Concurrent Program Modules" (ACM
// TOPLAS 5(2), 1983).
//
// head and tail count the elements that were taken and added since the beginning. The elements between
// them are in the buffer, each at its number modulo the buffer's length:
//
//	     head          tail
//	      |             |
//	[   ][c  ][d  ][e  ][   ]     the producer owns the slots from tail up to a full turn past head,
//	                              the consumer owns those from head up to tail
//
// # Why it is correct
//
// Each index has one writer, so nothing needs a compare-and-swap: a Store cannot wipe out what
// somebody else has stored. An index only grows, and only grants: while the producer acts on the head
// that it read, the true one can but have given it more slots, and the same holds for the consumer and
// tail. The producer writes a slot before it stores tail, and the consumer reads a slot only after it
// has loaded a tail beyond it, so the slots themselves are plain. Likewise the consumer is done with
// a slot before it stores head.
//
// The linearization points are the Store of tail or head; and where Enqueue finds the ring full or
// Dequeue finds it empty, the load of the other's index.
//
// An Enqueue happens before the Dequeue that returns its element, and a Dequeue happens before
// the Enqueue that uses its slot again. At most one goroutine at a time may call Enqueue, and at
// most one may call Dequeue: "at a time" means that the calls are ordered by happens-before. Two
// producers lose elements, see [UnsafeTwoProducers]; give each a ring of its own, or use a [Queue].
//
// The zero value has room for nothing; use [NewRing]. A Ring must not be copied after first use.
// Enqueue and Dequeue are wait-free, O(1), and allocate nothing.
type Ring[T any] struct {
	buf  []T
	_    [64]byte // the two indexes on cache lines of their own, for they have different writers
	head atomic.Uint64
	_    [64 - 8]byte
	tail atomic.Uint64
	_    [64 - 8]byte
}

// NewRing returns an empty ring with room for that many elements. It panics if capacity is less
// than 1.
func NewRing[T any](capacity int) *Ring[T] {
	if capacity < 1 {
		panic(fmt.Sprintf("lockfree: NewRing(%d): a ring needs room for at least one element", capacity))
	}
	return &Ring[T]{buf: make([]T, capacity)}
}

// Enqueue adds v at the end, or returns false if the ring is full. It is the producer's.
func (r *Ring[T]) Enqueue(v T) bool {
	tail := r.tail.Load()
	if tail-r.head.Load() == uint64(len(r.buf)) {
		return false
	}
	r.buf[tail%uint64(len(r.buf))] = v
	r.tail.Store(tail + 1)
	return true
}

// Dequeue removes the first element and returns it, or returns false if the ring is empty. It is the
// consumer's.
func (r *Ring[T]) Dequeue() (v T, ok bool) {
	head := r.head.Load()
	if head == r.tail.Load() {
		return v, false
	}
	slot := &r.buf[head%uint64(len(r.buf))]
	var none T
	v, *slot = *slot, none
	r.head.Store(head + 1)
	return v, true
}
