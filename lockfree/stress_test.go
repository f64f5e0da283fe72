package lockfree_test

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/counterpoint-go/counterpoint/lockfree"
	"github.com/counterpoint-go/counterpoint/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An element says where it comes from and which of its producer's it is.
type element struct{ producer, number int }

// A crossing is a number of producers, each with as many elements, on the way to a number of
// consumers through something with a put and a take.
type crossing struct {
	producers, consumers, each int
	put                        func(element)
	take                       func() (element, bool)
}

// run lets them all go at once and returns what each consumer got, in the order in which it got it.
func (x crossing) run() (got [][]element) {
	got = make([][]element, x.consumers)
	var left atomic.Int64
	left.Store(int64(x.producers * x.each))
	var wg sync.WaitGroup
	for producer := range x.producers {
		wg.Go(func() {
			for number := range x.each {
				x.put(element{producer, number})
			}
		})
	}
	for consumer := range x.consumers {
		wg.Go(func() {
			for left.Load() > 0 {
				if e, ok := x.take(); ok {
					left.Add(-1)
					got[consumer] = append(got[consumer], e)
				} else {
					runtime.Gosched()
				}
			}
		})
	}
	wg.Wait()
	return got
}

// requireConserved wants each element to have come out once.
func (x crossing) requireConserved(t *testing.T, got [][]element) {
	t.Helper()
	all := slices.Concat(got...)
	seen := make(map[element]bool, len(all))
	for _, e := range all {
		require.False(t, seen[e], "%v came out twice", e)
		seen[e] = true
	}
	require.Len(t, seen, x.producers*x.each, "elements")
	_, ok := x.take()
	require.False(t, ok, "something was left")
}

// requireOrder wants each consumer to have got each producer's elements in the order in which they
// were sent. That is less than first in, first out, but all that a consumer can see of it by itself.
func requireOrder(t *testing.T, got [][]element) {
	t.Helper()
	for consumer, elements := range got {
		last := map[int]int{}
		for _, e := range elements {
			if before, ok := last[e.producer]; ok {
				require.Greater(t, e.number, before, "consumer %d got producer %d's elements out of order", consumer, e.producer)
			}
			last[e.producer] = e.number
		}
	}
}

// The model takes the same tests as the rest: what fails for it too is the test's own mistake.
func TestCrossing(t *testing.T) {
	var queueModel, stackModel locked[element]
	var queue lockfree.Queue[element]
	var stack lockfree.Stack[element]
	var popIf lockfree.Stack[element]
	for _, test := range []struct {
		name string
		fifo bool
		put  func(element)
		take func() (element, bool)
	}{
		{"model of a queue", true, queueModel.PushBack, queueModel.PopFront},
		{"model of a stack", false, stackModel.PushBack, stackModel.PopBack},
		{"Queue", true, queue.Enqueue, queue.Dequeue},
		{"Stack", false, stack.Push, stack.Pop},
		{"Stack by PopIf", false, popIf.Push, func() (element, bool) {
			// Even and odd have to be wanted in their turn, or nothing would ever come out.
			for odd := range 2 {
				if e, ok := popIf.PopIf(func(e element) bool { return e.number%2 == odd }); ok {
					if e.number%2 != odd {
						panic("PopIf returned something that it was not asked for")
					}
					return e, true
				}
			}
			return element{}, false
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, size := range []struct{ producers, consumers int }{{1, 1}, {4, 1}, {1, 4}, {4, 4}} {
				x := crossing{size.producers, size.consumers, 3000, test.put, test.take}
				got := x.run()
				x.requireConserved(t, got)
				if test.fifo {
					requireOrder(t, got)
				}
			}
		})
	}
}

// Small rings, so that the two ends keep running into each other, and sizes that are no powers of two.
func TestRingCrossing(t *testing.T) {
	for _, capacity := range []int{1, 2, 3, 5, 64} {
		ring := lockfree.NewRing[element](capacity)
		x := crossing{1, 1, 5000, func(e element) { send(ring, e) }, ring.Dequeue}
		got := x.run()
		x.requireConserved(t, got)
		requireOrder(t, got)
	}
}

// Many goroutines that all find the queue without its first node.
func TestQueueBegin(t *testing.T) {
	for range 500 {
		var queue lockfree.Queue[element]
		x := crossing{4, 2, 2, queue.Enqueue, queue.Dequeue}
		got := x.run()
		x.requireConserved(t, got)
		requireOrder(t, got)
	}
}

// A goroutine that drains must not make another one's Value miss its own Adds, nor go back.
func TestCounterManyDrainers(t *testing.T) {
	var c lockfree.Counter
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var last int64
			for own := range int64(2000) {
				c.Add(1)
				v := c.Value()
				if !assert.Greater(t, v, own, "Value misses an Add of its own goroutine") ||
					!assert.Greater(t, v, last, "Value went back") {
					return
				}
				last = v
			}
		})
	}
	wg.Wait()
	assert.EqualValues(t, 4*2000, c.Value())
}

// send waits for room in the ring.
func send[T any](ring *lockfree.Ring[T], v T) {
	for !ring.Enqueue(v) {
		runtime.Gosched()
	}
}

// receive waits for an element in the ring.
func receive[T any](ring *lockfree.Ring[T]) T {
	for {
		if v, ok := ring.Dequeue(); ok {
			return v
		}
		runtime.Gosched()
	}
}

// passOn puts ones in and takes as many out, on several goroutines at once, and returns the sum of what
// was taken. Nobody takes before it has put, so there is an element for everybody.
func passOn(t *verdict.T, put func(int64), take func() (int64, bool)) int64 {
	var sum atomic.Int64
	t.Hammer(func(v int64) {
		put(v)
		v, ok := take()
		assert.True(t, ok, "an element, after one was put in")
		sum.Add(v)
	})
	return sum.Load()
}
