package lockfree

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// UnsafeTwoDrainers is [Counter] in the obvious way: the increments go through a [Queue], and Value
// takes out what it finds and adds it to a total. The queue is correct, and the total is atomic.
//
// What goes wrong: A takes the only increment out of the queue. B, who added it, asks for the Value,
// finds the queue empty, and returns 0. A adds the 1 to the total, too late. Nothing is lost for ever,
// but a Value has missed an Add of its own goroutine.
//
// Who notices: an assertion that a Value includes what was added before it, if two drain at once.
// Drain and Commit are the two halves of Value, for those who hand the increments on in between.
type UnsafeTwoDrainers struct {
	increments Queue[int64]
	total      atomic.Int64
}

// Add adds delta to the sum.
func (c *UnsafeTwoDrainers) Add(delta int64) { c.increments.Enqueue(delta) }

// Drain takes all increments out of the queue and returns their sum.
func (c *UnsafeTwoDrainers) Drain() (sum int64) {
	for {
		delta, ok := c.increments.Dequeue()
		if !ok {
			return sum
		}
		sum += delta
	}
}

// Commit adds what was drained to the total, and returns the total.
func (c *UnsafeTwoDrainers) Commit(sum int64) int64 { return c.total.Add(sum) }

// Value returns the total, after all increments in the queue have been added to it.
func (c *UnsafeTwoDrainers) Value() int64 { return c.Commit(c.Drain()) }

// UnsafeTwoProducers sends each source into the queue, all at the same time, and returns when all has
// been sent. The queue is a correct one.
//
// What goes wrong: an [SPSC] is for one producer. A and B both have 5 for the next slot, both see that it
// is free, both write their element into it, and both store 6: one element has replaced another. Worse,
// if A was stopped before its Store and B has gone on to 9, the Store of 6 takes back three elements
// that were already enqueued. And if the consumer has passed 6 by then, its head is not equal to tail, so
// the queue is not empty, and it goes on taking elements that nobody sent.
//
// Who notices: the race detector, also where each call is over before the next one begins; and whoever
// counts the elements, if the producers overlap. [Ring] has a compare-and-swap for each slot, and takes
// any number of producers.
func UnsafeTwoProducers[T any](queue *SPSC[T], sources ...[]T) {
	var wg sync.WaitGroup
	for _, source := range sources {
		wg.Go(func() {
			for _, v := range source {
				for !queue.Enqueue(v) {
					runtime.Gosched() // the queue is full
				}
			}
		})
	}
	wg.Wait()
}
