package lockfree

import "sync/atomic"

// A list is the linked list of a first-in first-out queue: the algorithm of Maged Michael and Michael
// Scott, "Simple, Fast, and Practical Non-Blocking and Blocking Concurrent Queue Algorithms" (PODC
// 1996). [Counter] is made of it, and it is what [UnsafePlainNext] and [UnsafeSwapTail] get wrong.
//
// head points at a node whose element has been taken already; the elements are in the nodes after it.
// tail points at the last node, or at the one before it:
//
//	head             tail
//	 |                |
//	[ ] -> [a] -> [b] -> [c] -> nil
//
// # Why it is correct
//
// A node's next is nil until it is set, once, by a compare-and-swap from nil. So the list only ever
// grows at its end, and the order in which nodes were linked is the order of the queue for ever. That
// compare-and-swap is the linearization point. Whoever wants the first element moves head to the next
// node by a compare-and-swap: it passes each node once, and belongs to the one who moved it there.
//
// # Why it is lock-free
//
// link takes two steps, it links the node and then moves tail to it. A goroutine may be stopped between
// the two. Whoever comes next finds a last node that has a next, and moves tail on its behalf. So tail
// is never more than one node behind, and an attempt fails only if another node has been linked
// meanwhile.
//
// # Where it departs from the paper
//
// In the paper nodes are used again, so pointers carry a count against the ABA problem, a node is
// checked to be still the tail after it was read, and head must not overtake tail, which would point into
// freed memory. Here the garbage collector owns the nodes: while anyone holds a pointer to a node its
// address is not given to another, and no node is linked twice, so neither head nor tail ever returns to
// a node that it has left. The counts and checks have nothing left to prevent. head may be a node ahead
// of tail; the next link moves tail on.
type list[T any] struct {
	head, tail atomic.Pointer[node[T]] // both nil before the first link
}

// A node is an element and its successor.
type node[T any] struct {
	value T
	next  atomic.Pointer[node[T]]
}

// link makes n, which nobody else has seen, the last node.
func (l *list[T]) link(n *node[T]) {
	for {
		tail := l.tail.Load()
		if tail == nil {
			l.begin()
			continue
		}
		if next := tail.next.Load(); next != nil {
			l.tail.CompareAndSwap(tail, next)
			continue
		}
		if tail.next.CompareAndSwap(nil, n) {
			// If this fails, somebody has done it for us.
			l.tail.CompareAndSwap(tail, n)
			return
		}
	}
}

// begin gives a zero list its first node, the one that has no element. Any number of goroutines may do
// so at once. head is set first, and does not move before a node has been linked, for which a tail is
// needed. So if tail is still nil when it is set, head is still at the first node.
func (l *list[T]) begin() {
	l.head.CompareAndSwap(nil, new(node[T]))
	l.tail.CompareAndSwap(nil, l.head.Load())
}
