package lockfree

import (
	"fmt"
	"math/bits"
	"runtime"
	"sync/atomic"
)

// Ring is a bounded first-in first-out queue for any number of producers and consumers, in a ring buffer:
// the algorithm of Dmitry Vyukov, "Bounded MPMC queue" (1024cores.net, 2010). Each slot says itself
// whose turn it is.
//
// tail is the place that the next element is put in, and head is the one that the next is taken from. A
// place is a turn around the ring and a slot in it, in one word, the slot in as many bits as it needs:
// so a ring of any capacity knows both without a division, and no place ever comes again.
//
//	place     turn | slot
//
// A slot that is free for a turn has the turn as its state, and one that is full has the turn and 1. It
// goes from free to full to free for the next turn.
//
// # Why it is correct
//
// A producer that finds the slot at tail free for this turn claims it by moving tail on, with a
// compare-and-swap that succeeds for one producer alone. It then writes the element, and last the state.
// A consumer claims a full slot in the same way, by moving head, and is done with the element before it
// writes the state. So the elements are plain: the state passes a slot from one to the other. The
// linearization points are the compare-and-swap that claims the slot; and, where Enqueue finds the
// ring full or Dequeue finds it empty, the load of the other place, which then is a whole turn behind, or
// the same. That load is what makes the answer true. A slot alone may not be ready because the one who
// claimed it has been stopped, while others have come and gone at the slots after it.
//
// # What it waits for
//
// Not for room, nor for an element, but for a goroutine that has claimed a slot and not yet written its
// state. That is a few instructions; if the scheduler stops it there, those who come to the same slot have
// to wait until it goes on. So a Ring is not lock-free in the strict sense, though there is no lock; it
// blocks in that case. Each slot has room for one element and no more, so nobody could go round one
// that is in use.
//
// # Where it departs from Vyukov's
//
// The capacity is exact, not a power of two, and the answers are linearizable. Slots are not padded:
// neighbours share a cache line, but the ring is a quarter of the size, and each line brings several
// elements: see BenchmarkRingSlots.
//
// An Enqueue happens before the Dequeue that returns its element, and a Dequeue happens before the
// Enqueue that uses its slot again.
// The zero value has room for nothing; use [NewRing]. A Ring must not be copied after first use.
// Without contention Enqueue and Dequeue are O(1), and they allocate nothing.
type Ring[T any] struct {
	slots []ringSlot[T]
	bits  uint64 // of a place that are the slot, all 1; at least one, or the states would be the same
	_     [128 - 32]byte
	head  atomic.Uint64 // on cache lines of their own, for they have different writers
	_     [128 - 8]byte
	tail  atomic.Uint64
	_     [128 - 8]byte
}

type ringSlot[T any] struct {
	state atomic.Uint64
	value T
}

// NewRing returns an empty ring with room for that many elements. It panics if capacity is less
// than 1.
func NewRing[T any](capacity int) *Ring[T] {
	if capacity < 1 {
		panic(fmt.Sprintf("lockfree: NewRing(%d): a ring needs room for at least one element", capacity))
	}
	return &Ring[T]{
		slots: make([]ringSlot[T], capacity),
		bits:  1<<max(1, bits.Len(uint(capacity-1))) - 1,
	}
}

// after returns the place after that one: the next slot, or the first one in the next turn.
func (r *Ring[T]) after(place uint64) uint64 {
	if (place&r.bits)+1 == uint64(len(r.slots)) {
		return (place | r.bits) + 1
	}
	return place + 1
}

// Enqueue adds v at the end, or returns false if the ring is full.
func (r *Ring[T]) Enqueue(v T) bool {
	for failed := 1; ; failed++ {
		tail := r.tail.Load()
		i, turn := tail&r.bits, tail&^r.bits
		if i >= uint64(len(r.slots)) {
			return false // a zero Ring
		}
		slot := &r.slots[i]
		switch {
		case slot.state.Load() != turn:
			if r.head.Load() == tail-r.bits-1 {
				return false
			}
			runtime.Gosched() // somebody is about to free the slot, or has taken it
		case r.tail.CompareAndSwap(tail, r.after(tail)):
			slot.value = v
			slot.state.Store(turn | 1)
			return true
		default:
			backoff(failed)
		}
	}
}

// Dequeue removes the first element and returns it, or returns false if the ring is empty.
func (r *Ring[T]) Dequeue() (v T, ok bool) {
	for failed := 1; ; failed++ {
		head := r.head.Load()
		i, turn := head&r.bits, head&^r.bits
		if i >= uint64(len(r.slots)) {
			return v, false // a zero Ring
		}
		slot := &r.slots[i]
		switch {
		case slot.state.Load() != turn|1:
			if r.tail.Load() == head {
				return v, false
			}
			runtime.Gosched() // somebody is about to fill the slot, or has emptied it
		case r.head.CompareAndSwap(head, r.after(head)):
			var none T
			v, slot.value = slot.value, none
			slot.state.Store(turn + r.bits + 1)
			return v, true
		default:
			backoff(failed)
		}
	}
}
