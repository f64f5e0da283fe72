package lockfree

import "sync/atomic"

// Counter is a sum whose increments travel through a queue: Add puts its delta in, and whoever comes by
// next takes out what has gathered there, and adds it up. The queue is the linked list of Maged Michael
// and Michael Scott, "Simple, Fast, and Practical Non-Blocking and Blocking Concurrent Queue Algorithms"
// (PODC 1996); see list.go.
//
// # Two that drain at once
//
// To take a delta out of the queue and to add it to a sum are two steps, and between them the delta
// is in neither place. Another goroutine that asks for the Value at that moment finds the queue empty
// and gets a sum without it, even if it was itself who added it: see [UnsafeTwoDrainers].
//
// So the sum is kept where one step changes both: in the node that the queue's head points at. Each
// node has room for the sum of all deltas up to its own. To collect a delta is to compute that sum for
// the node after the head, to write it there, and then to move head to that node: with that
// compare-and-swap the delta is out of the queue and in the sum. Any number of goroutines may do so
// for the same node, rather than wait for one another. What they write is the same number, for the node
// has one predecessor, whose sum was written before head moved there and is never written differently.
//
// # Why it is a counter
//
// A Value queues up like an Add, with a delta of 0, collects until it is its own turn, and returns the
// sum in its own node. So the order of the queue is the order of all Adds and Values, each takes effect
// when its node is linked, and a Value returns the sum of what was linked before it. That is
// linearizable, which is more than the contract of a counter wants.
//
// An Add collects one delta for the one that it puts in. Otherwise a Counter that nobody reads would
// grow for ever; and where goroutines add faster than another can collect, each of its Values would
// have more to do than the one before.
//
// # The price
//
// A node for each Add and each Value. One atomic number is the better counter. This one is worth
// knowing for what it shows: how to keep a queue and what was made of its elements in step.
//
// An Add happens before every Value that includes it.
// The zero value is a counter at 0. A Counter must not be copied after first use. Add and Value are
// lock-free; without contention they are O(1), and in any case a Value takes no more steps, after its
// node is linked, than there are nodes before it. Each allocates a node.
type Counter struct {
	increments list[increment]
}

// An increment is the element of a Counter's queue.
type increment struct {
	delta  int64
	sum    atomic.Int64 // of all deltas up to this one
	summed atomic.Bool  // sum has been written; it is before head comes here
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) {
	n := new(node[increment])
	n.value.delta = delta
	c.increments.link(n)
	c.collect()
}

// Value returns the sum of all Adds that were in the queue before it, or have been.
func (c *Counter) Value() int64 {
	n := new(node[increment])
	c.increments.link(n)
	for !n.value.summed.Load() {
		c.collect()
	}
	return n.value.sum.Load()
}

// collect moves one delta out of the queue and into the sum, if there is any. The queue has had its
// first node linked.
func (c *Counter) collect() {
	for {
		head := c.increments.head.Load()
		next := head.next.Load()
		if next == nil {
			return
		}
		next.value.sum.Store(head.value.sum.Load() + next.value.delta)
		next.value.summed.Store(true)
		if c.increments.head.CompareAndSwap(head, next) {
			return
		}
	}
}
