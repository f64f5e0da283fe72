package lockfree_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
	"github.com/counterpoint-go/counterpoint/lockfree"
)

func TestHistoriesQueue(t *testing.T) {
	histories.Run(t, linearizable.NewQueue[int](), func(h linearizable.Queue[int]) histories.Step {
		q := lockfree.NewQueueOf[int](1) // so that these few elements go through many segments
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Enqueue(r.Int(), q.Enqueue)
			} else {
				h.Dequeue(q.Dequeue)
			}
		}
	})
}

func TestHistoriesRing(t *testing.T) {
	histories.Run(t, linearizable.NewBoundedQueue[int](3), func(h linearizable.BoundedQueue[int]) histories.Step {
		ring := lockfree.NewRing[int](3)
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Enqueue(r.Int(), ring.Enqueue)
			} else {
				h.Dequeue(ring.Dequeue)
			}
		}
	})
}

// Many producers and consumers, each of whom waits for its turn outside.
func TestHistoriesSPSC(t *testing.T) {
	histories.Run(t, linearizable.NewBoundedQueue[int](3), func(h linearizable.BoundedQueue[int]) histories.Step {
		q := lockfree.NewSPSC[int](3)
		var producer, consumer sync.Mutex
		enqueue := func(v int) bool {
			producer.Lock()
			defer producer.Unlock()
			return q.Enqueue(v)
		}
		dequeue := func() (int, bool) {
			consumer.Lock()
			defer consumer.Unlock()
			return q.Dequeue()
		}
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Enqueue(r.Int(), enqueue)
			} else {
				h.Dequeue(dequeue)
			}
		}
	})
}

func TestHistoriesStack(t *testing.T) {
	histories.Run(t, linearizable.NewStack[int](), func(h linearizable.Stack[int]) histories.Step {
		var s lockfree.Stack[int]
		popIf := func() (int, bool) { return s.PopIf(func(int) bool { return true }) }
		return func(r *rand.Rand) {
			switch r.IntN(6) {
			case 0:
				h.Peek(s.Peek)
			case 1:
				h.Pop(popIf)
			case 2:
				h.Pop(s.Pop)
			default:
				h.Push(r.Int(), s.Push)
			}
		}
	})
}

func TestHistoriesCounter(t *testing.T) {
	histories.Run(t, linearizable.NewCounter(), func(h linearizable.Counter) histories.Step {
		var c counter.Counter = new(lockfree.Counter)
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Add(r.Int64N(1<<32), c.Add)
			} else {
				h.Value(c.Value)
			}
		}
	})
}
