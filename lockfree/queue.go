package lockfree

import "sync/atomic"

// Queue is an unbounded first-in first-out queue for any number of producers and consumers: a list
// of arrays, in which an atomic addition gives each element its slot. The idea is that of Adam Morrison
// and Yehuda Afek, "Fast Concurrent Queues for x86 Processors" (PPoPP 2013), in the form of Andreia
// Correia and Pedro Ramalhete's FAAArrayQueue (2016): each slot is used once, and what has been left
// behind is the garbage collector's.
//
//	 head of the queue                    tail of the queue
//	  |                                    |
//	[taken | taken | skipped | b ] -> [ c | d | empty | empty ]
//	                           |            the segment's tail: the next to be claimed
//	                           the segment's head
//
// An Enqueue claims a slot by adding one to its segment's tail, writes its element there, and declares the
// slot full. A Dequeue takes what is in the slot at the segment's head, by moving head on.
//
// # Why it is correct
//
// A claimed slot has one goroutine that writes its element; a full one has one that reads it, for the
// compare-and-swap of head from one number to the next succeeds once. A slot's state changes once, from
// empty to full or to skipped. So elements come out in the order of their slots, each once. The
// linearization points are:
//
//   - Enqueue: the addition that claimed the slot which it then filled; or, if it found no room in the
//     last segment, the compare-and-swap that linked a new one, in which its element is the first.
//   - Dequeue of an element: the compare-and-swap of head.
//   - Dequeue that finds none: the load of head, if the segment's tail, read later, was not beyond it:
//     all slots that had been claimed were done with. At the end of a segment, the load of next that
//     returned nil.
//
// # Why it is lock-free
//
// Between the claim and the declaration a producer may be stopped, with others' elements in the slots
// behind its own. A consumer gives it a moment, and then declares the slot skipped. If the producer goes
// on, its own declaration fails, and it claims another slot. These two could do that to each other again
// and again, but each time uses up a slot; and where they have used up the segment, the producer comes
// with a segment of its own, and linking that either succeeds, or fails because another's has.
//
// An Enqueue happens before the Dequeue that returns its element.
// The zero value is an empty queue. A Queue must not be copied after first use. Enqueue and Dequeue
// are lock-free and, without contention, O(1). Enqueue allocates a segment when the last one is full, of
// 16 slots at first and of 1,024 in the end, which is nothing per operation on average; Dequeue
// allocates nothing.
type Queue[T any] struct {
	head, tail atomic.Pointer[segment[T]] // both nil before the first Enqueue
}

const (
	smallestSegment = 16
	largestSegment  = 1024
)

// A segment is an array of slots, on cache lines apart from the two numbers: producers write one of
// them, consumers the other.
type segment[T any] struct {
	slots []slot[T]
	next  atomic.Pointer[segment[T]]
	_     [128 - 32]byte
	head  atomic.Uint64 // the first slot that is not done with
	_     [128 - 8]byte
	tail  atomic.Uint64 // the first slot that is not claimed; beyond the last one, how many came too late
	_     [128 - 8]byte
}

func newSegment[T any](slots int) *segment[T] {
	return &segment[T]{slots: make([]slot[T], slots)}
}

// at returns the slot of the ith element. Slots whose elements follow each other are not neighbours: as a
// table of four rows is read by its columns, so are sixteen slots. A consumer close behind a producer
// would otherwise want the very cache line in which the producer is about to fill the next slot, again
// and again. And sixteen elements in a row are on no more lines than they need. To spread the slots is from
// Ruslan Nikolaev, "A Scalable, Portable, and Memory-Efficient Lock-Free FIFO Queue" (DISC 2019).
func (seg *segment[T]) at(i uint64) *slot[T] {
	if i|15 < uint64(len(seg.slots)) {
		i = i&^15 | i&3<<2 | i>>2&3
	}
	return &seg.slots[i]
}

// A slot has room for one element. value is plain: it belongs to the goroutine that has claimed the
// slot, and from when the slot is full to the one that moves head beyond it.
type slot[T any] struct {
	state atomic.Uint32
	value T
}

// The states of a slot.
const (
	empty   = iota // to be claimed, or claimed
	full           // there is an element, or there was
	skipped        // there will never be one
)

// patience is how often a consumer looks at a slot that has been claimed, before it skips it. It is a
// variable for the sake of tests.
var patience = 256

// Enqueue adds v at the end of the queue.
func (q *Queue[T]) Enqueue(v T) {
	for {
		seg := q.tail.Load()
		if seg == nil {
			q.begin(newSegment[T](smallestSegment))
			continue
		}
		if i := seg.tail.Add(1) - 1; i < uint64(len(seg.slots)) {
			if seg.at(i).fill(v) {
				return
			}
		} else if q.extend(seg, v) {
			return
		}
	}
}

// begin gives a zero queue its first segment. Any number of goroutines may do so at once. head is set
// first, and does not move before there is a second segment, for which a tail is needed. So if tail is
// still nil when it is set, head is still at the first segment.
func (q *Queue[T]) begin(first *segment[T]) {
	q.head.CompareAndSwap(nil, first)
	q.tail.CompareAndSwap(nil, q.head.Load())
}

// fill puts v into a slot that the caller has claimed, or returns false if it has been skipped.
func (s *slot[T]) fill(v T) bool {
	s.value = v
	if s.state.CompareAndSwap(empty, full) {
		return true
	}
	var none T
	s.value = none
	return false
}

// extend sees to it that there is a segment after seg, which has no room left. It returns true if
// that is its own, with v in it.
func (q *Queue[T]) extend(seg *segment[T], v T) bool {
	next := seg.next.Load()
	own := next == nil
	if own {
		next = newSegment[T](min(2*len(seg.slots), largestSegment))
		next.tail.Store(1)
		next.at(0).fill(v)
		if !seg.next.CompareAndSwap(nil, next) {
			own, next = false, seg.next.Load()
		}
	}
	// If this fails, somebody has done it for us.
	q.tail.CompareAndSwap(seg, next)
	return own
}

// Dequeue removes the first element and returns it, or returns false if the queue is empty.
func (q *Queue[T]) Dequeue() (v T, ok bool) {
	seg := q.head.Load()
	for failed := 0; seg != nil; {
		head := seg.head.Load()
		if head == uint64(len(seg.slots)) {
			next := seg.next.Load()
			if next == nil {
				return v, false
			}
			q.head.CompareAndSwap(seg, next)
			seg = q.head.Load()
			continue
		}
		s := seg.at(head)
		switch s.state.Load() {
		case full:
			if seg.head.CompareAndSwap(head, head+1) {
				var none T
				v, s.value = s.value, none
				return v, true
			}
			failed++
			backoff(failed)
		case skipped:
			seg.head.CompareAndSwap(head, head+1)
		case empty:
			if seg.tail.Load() <= head {
				return v, false
			}
			s.await()
		}
	}
	return v, false
}

// await gives the producer that has claimed the slot a moment to fill it. After that the slot is not
// empty.
func (s *slot[T]) await() {
	for range patience {
		if s.state.Load() != empty {
			return
		}
	}
	s.state.CompareAndSwap(empty, skipped)
}
