package lockfree

import (
	"fmt"
	"sync/atomic"
)

// SPSC is a bounded first-in first-out queue for a single producer and a single consumer, in a ring
// buffer. That these two need no lock goes back to Leslie Lamport, "Proving the Correctness of
// Multiprocess Programs" (IEEE Transactions on Software Engineering SE-3(2), 1977). For several
// producers or consumers there is [Ring].
//
// head is the slot of the first element, and tail is the one that the next element is put in. One slot
// is always free, so that a full queue does not look like an empty one:
//
//	     head          tail
//	      |             |
//	[   ][c  ][d  ][e  ][   ]     the producer owns the slots from tail up to the one before head,
//	                              the consumer owns those from head up to tail
//
// # Why it is correct
//
// Each index has one writer, so nothing needs a compare-and-swap: a Store cannot wipe out what
// somebody else has stored. An index only moves on, and only grants: while the producer acts on the head
// that it read, the true one can but have given it more slots, and the same holds for the consumer and
// tail. The producer writes a slot before it stores tail, and the consumer reads a slot only after it
// has loaded a tail beyond it, so the slots themselves are plain. Likewise the consumer is done with
// a slot before it stores head.
//
// The linearization points are the Store of tail or head; and where Enqueue finds the queue full or
// Dequeue finds it empty, the load of the other's index.
//
// # Why it is fast
//
// An index that was read is good until its slots are used up, so each side keeps the other's index as it
// last saw it, and reads it again only when the queue seems to be full or empty. As long as it is neither,
// no cache line but the elements' goes back and forth at each operation. The idea is that of John
// Giacomoni, Tipp Moseley and Manish Vachharajani, "FastForward for Efficient Pipeline Parallelism"
// (PPoPP 2008), who kept the indexes apart altogether.
//
// Two that keep pace come so close that each look finds an element or two more, and then an index, and the
// slots next to each other, do go back and forth at each operation. It is theirs too to slip: who finds the
// other close by three times in a row, and never has to give up in between, lets it get ahead for a
// moment, about as long as it takes to pass on a hundred elements. If that turns out to be of no use, since
// the two take turns, it is not done again for long.
//
// # Two producers
//
// At most one goroutine at a time may call Enqueue, and at most one may call Dequeue: "at a time" means
// that the calls are ordered by happens-before. What each side keeps for itself is plain, and is the
// first that it touches. So the race detector sees two producers that nothing orders, also where
// their calls happen not to overlap; without it they lose elements, see [UnsafeTwoProducers].
//
// An Enqueue happens before the Dequeue that returns its element, and a Dequeue happens before the
// Enqueue that uses its slot again.
// The zero value has room for nothing; use [NewSPSC]. An SPSC must not be copied after first use.
// Enqueue and Dequeue are wait-free, O(1), and allocate nothing.
type SPSC[T any] struct {
	buf []T // a slot more than there is room for
	_   [128 - 24]byte

	// The producer's cache lines.
	next     uint64        // where the next element is put in: tail, for the producer itself
	headSeen uint64        // head, as it was some time ago
	ahead    pursuit       // of the consumer
	tail     atomic.Uint64 // for the consumer
	_        [128 - 32]byte

	// The consumer's.
	first    uint64
	tailSeen uint64
	behind   pursuit // of the producer
	head     atomic.Uint64
	_        [128 - 32]byte
}

// NewSPSC returns an empty queue with room for that many elements. It panics if capacity is less
// than 1.
func NewSPSC[T any](capacity int) *SPSC[T] {
	if capacity < 1 {
		panic(fmt.Sprintf("lockfree: NewSPSC(%d): a queue needs room for at least one element", capacity))
	}
	return &SPSC[T]{buf: make([]T, capacity+1)}
}

// Enqueue adds v at the end, or returns false if the queue is full. It is the producer's.
func (q *SPSC[T]) Enqueue(v T) bool {
	slot := q.next
	next := slot + 1
	if next >= uint64(len(q.buf)) {
		next = 0
	}
	if next == q.headSeen {
		q.headSeen = q.head.Load()
		if q.ahead.isClose(q.headSeen - next) {
			slip()
			q.headSeen = q.head.Load()
			q.ahead.slipped(q.headSeen - next)
		}
		if next == q.headSeen {
			return false
		}
	}
	q.buf[slot] = v
	q.next = next
	q.tail.Store(next)
	return true
}

// Dequeue removes the first element and returns it, or returns false if the queue is empty. It is the
// consumer's.
func (q *SPSC[T]) Dequeue() (v T, ok bool) {
	first := q.first
	if first == q.tailSeen {
		q.tailSeen = q.tail.Load()
		if q.behind.isClose(q.tailSeen - first) {
			slip()
			q.tailSeen = q.tail.Load()
			q.behind.slipped(q.tailSeen - first)
		}
		if first == q.tailSeen {
			return v, false
		}
	}
	slot := &q.buf[first]
	var none T
	v, *slot = *slot, none
	first++
	if first == uint64(len(q.buf)) {
		first = 0
	}
	q.first = first
	q.head.Store(first)
	return v, true
}

// A pursuit is how often in a row one end has found the other close by. Where it has slipped, and to no avail, it is
// below zero: then the two take turns, as one goroutine alone does that puts in and takes out.
type pursuit int

const (
	near    = 8    // slots: as many as may share a cache line with the next one, or a few
	onHeels = 3    // times in a row
	noChase = -200 // of which none is of any concern after a slip that was of no use
)

// isClose takes in that the other end is so many slots away, and reports whether to let it get ahead. Beyond the
// end of the buffer the distance looks long, and nobody waits.
func (p *pursuit) isClose(slots uint64) bool {
	if slots == 0 || slots >= near {
		*p = min(*p, 0)
		return false
	}
	*p++
	return *p >= onHeels
}

// slipped takes in how far away the other end is after a slip.
func (p *pursuit) slipped(slots uint64) {
	if slots < near {
		*p = noChase
	}
}

// slip takes a moment, in which it touches nothing that the other end does.
func slip() {
	for range 1 << 11 {
	}
}
