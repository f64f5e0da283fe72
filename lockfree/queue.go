package lockfree

import "sync/atomic"

// Queue is an unbounded first-in first-out queue for any number of producers and consumers: the
// algorithm of Maged Michael and Michael Scott, "Simple, Fast, and Practical Non-Blocking and Blocking
// Concurrent Queue Algorithms" (PODC 1996).
//
// It is a linked list. head points at a node whose element has been taken already; the elements
// are in the nodes after it. tail points at the last node, or at the one before it:
//
//	head             tail
//	 |                |
//	[ ] -> [a] -> [b] -> [c] -> nil
//
// # Why it is correct
//
// A node's next is nil until it is set, once, by a compare-and-swap from nil. So the list only ever
// grows at its end, and the order in which nodes were linked is the order of the queue for ever. head
// moves from a node to its next one by a compare-and-swap, so it passes each node once, and the one
// goroutine that moved it there has the element. The linearization points are:
//
//   - Enqueue: the compare-and-swap of the last node's next.
//   - Dequeue of an element: the compare-and-swap of head.
//   - Dequeue that finds none: the load of next that returned nil. head cannot leave a node whose next
//     is nil, so at that moment the node was still the head, and the last node too.
//
// # Why it is lock-free
//
// Enqueue takes two steps, it links the node and then moves tail to it. A goroutine may be stopped
// between the two. Whoever comes next finds a last node that has a next, and moves tail on its
// behalf. So tail is never more than one node behind, and an attempt fails only if another Enqueue
// has linked its node meanwhile, or another Dequeue has got its element.
//
// # Where it departs from the paper
//
// In the paper nodes are used again, so pointers carry a count against the ABA problem, a node
// is checked to be still the tail after it was read, and head must not overtake tail, which would point
// into freed memory. Here the garbage collector owns the nodes: while anyone holds a pointer to a
// node its address is not given to another, and no node is linked twice, so neither head nor tail ever
// returns to a node that it has left. The counts and checks have nothing left to prevent, and Dequeue
// need not look at tail at all. head may be a node ahead of it; the next Enqueue moves tail on.
//
// An Enqueue happens before the Dequeue that returns its element.
// The zero value is an empty queue. A Queue must not be copied after first use. Enqueue and Dequeue
// are lock-free and, without contention, O(1).
type Queue[T any] struct {
	head, tail atomic.Pointer[node[T]] // both nil before the first Enqueue
}

// A node is an element and its successor. value is plain: it is written before the node is linked, and
// after that touched only by the goroutine that has moved head to the node.
type node[T any] struct {
	value T
	next  atomic.Pointer[node[T]]
}

// Enqueue adds v at the end of the queue.
func (q *Queue[T]) Enqueue(v T) {
	q.link(&node[T]{value: v})
}

// link makes n, which nobody else has seen, the last node.
func (q *Queue[T]) link(n *node[T]) {
	for {
		tail := q.tail.Load()
		if tail == nil {
			q.begin()
			continue
		}
		if next := tail.next.Load(); next != nil {
			q.tail.CompareAndSwap(tail, next)
			continue
		}
		if tail.next.CompareAndSwap(nil, n) {
			// If this fails, somebody has done it for us.
			q.tail.CompareAndSwap(tail, n)
			return
		}
	}
}

// begin gives a zero queue its first node, the one that has no element. Any number of goroutines may
// do so at once. head is set first, and does not move before an Enqueue has linked a node, for which it
// needs a tail. So if tail is still nil when it is set, head is still at the first node.
func (q *Queue[T]) begin() {
	q.head.CompareAndSwap(nil, new(node[T]))
	q.tail.CompareAndSwap(nil, q.head.Load())
}

// Dequeue removes the first element and returns it, or returns false if the queue is empty.
func (q *Queue[T]) Dequeue() (v T, ok bool) {
	for {
		head := q.head.Load()
		if head == nil {
			return v, false
		}
		next := head.next.Load()
		if next == nil {
			return v, false
		}
		if q.head.CompareAndSwap(head, next) {
			// The node stays, as the one without an element; what it held need not.
			var none T
			v, next.value = next.value, none
			return v, true
		}
	}
}
