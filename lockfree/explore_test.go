package lockfree_test

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/lockfree"
)

// All that explored.Counter does with this counter is too much: these are parts of it.
func TestExploredAdders(t *testing.T) { explored.Adders(t, new(lockfree.Counter)) }
func TestExploredValue(t *testing.T)  { explored.Value(t, new(lockfree.Counter)) }

// A Value has an Add to include, while another's comes before it, or collects it.
func TestExploredValueAfterAdd(t *testing.T) {
	var c lockfree.Counter
	h := linearizable.NewCounter().History(t)
	h.Add(1, c.Add)
	explored.Together(2, func(i int) {
		if i == 0 {
			h.Add(1, c.Add)
		} else {
			h.Value(c.Value)
		}
	})
}

// A consumer can skip one slot after the other as a producer claims it: two slots are enough of that.
func TestExploredQueue(t *testing.T) {
	lockfree.Impatient(t)
	q := lockfree.NewQueueOf[int](2)
	explored.Queue(t, q.Enqueue, q.Dequeue)
}

func TestExploredQueueOfTwoProducers(t *testing.T) {
	lockfree.Impatient(t)
	var q lockfree.Queue[int]
	explored.Producers(t, q.Enqueue, q.Dequeue)
}

// Segments of one slot and of two: whatever happens at the end of one happens at once.
func TestExploredSegments(t *testing.T) {
	lockfree.Impatient(t)
	q := lockfree.NewQueueOf[int](1)
	explored.Producers(t, q.Enqueue, q.Dequeue)
}

// Two that find the last segment full at once.
func TestExploredExtend(t *testing.T) {
	lockfree.Impatient(t)
	q := lockfree.NewQueueOf[int](1)
	h := linearizable.NewQueue[int]().History(t)
	h.Enqueue(3, q.Enqueue)
	explored.Together(2, func(i int) { h.Enqueue(i+1, q.Enqueue) })
	for range 4 {
		h.Dequeue(q.Dequeue)
	}
}

func TestExploredStack(t *testing.T) {
	var s lockfree.Stack[int]
	explored.Stack(t, s.Push, s.Pop)
}

func TestExploredRecycling(t *testing.T) { exploreRecycling(t, new(lockfree.Stack[int64])) }

// exploreRecycling has a goroutine pop while another pops twice and pushes.
func exploreRecycling(t *testing.T, s interface {
	Push(v int64)
	Pop() (int64, bool)
}) {
	h := linearizable.NewStack[int64]().History(t)
	h.Push(1, s.Push)
	h.Push(2, s.Push)
	explored.Together(2, func(i int) {
		h.Pop(s.Pop)
		if i == 1 {
			h.Pop(s.Pop)
			h.Push(3, s.Push)
		}
	})
	for range 2 {
		h.Pop(s.Pop)
	}
}

func TestExploredPeek(t *testing.T) {
	var s lockfree.Stack[int]
	h := linearizable.NewStack[int]().History(t)
	explored.Together(2, func(i int) {
		h.Push(i+1, s.Push)
		h.Peek(s.Peek)
	})
}

func TestExploredPop(t *testing.T) {
	var s lockfree.Stack[int]
	exploreHandle(t, s.Push, func(handle func(v int)) {
		if v, ok := s.Pop(); ok {
			handle(v)
		}
	})
}

// exploreHandle has each of two values handled once.
func exploreHandle(t *testing.T, push func(v int), pop func(handle func(v int))) {
	push(0)
	push(1)
	var handled [2]atomic.Int64
	explored.Together(2, func(int) { pop(func(v int) { handled[v].Add(1) }) })
	assert.Equal(t, int64(1), handled[0].Load())
	assert.Equal(t, int64(1), handled[1].Load())
}

func TestExploredRing(t *testing.T) {
	r := lockfree.NewRing[int](1)
	h := linearizable.NewBoundedQueue[int](1).History(t)
	explored.Together(2, func(i int) {
		h.Enqueue(i+1, r.Enqueue)
		h.Dequeue(r.Dequeue)
	})
}

// One producer may have claimed the first slot and not filled it when the other has filled the second.
func TestExploredRingLate(t *testing.T) {
	r := lockfree.NewRing[int](2)
	h := linearizable.NewBoundedQueue[int](2).History(t)
	explored.Together(2, func(i int) {
		h.Enqueue(i+1, r.Enqueue)
		if i == 1 {
			h.Dequeue(r.Dequeue)
		}
	})
}

func TestExploredRingOfTwo(t *testing.T) {
	r := lockfree.NewRing[int](2)
	h := linearizable.NewBoundedQueue[int](2).History(t)
	explored.Together(2, func(i int) { h.Enqueue(i+1, r.Enqueue) })
	for range 3 {
		h.Dequeue(r.Dequeue)
	}
}

// One goroutine may have claimed a slot when the other finds it at the end of the next turn.
func TestExploredRingTurn(t *testing.T) {
	r := lockfree.NewRing[int](2)
	h := linearizable.NewBoundedQueue[int](2).History(t)
	h.Enqueue(1, r.Enqueue)
	h.Enqueue(2, r.Enqueue)
	explored.Together(2, func(i int) {
		h.Dequeue(r.Dequeue)
		if i == 1 {
			h.Enqueue(3, r.Enqueue)
		}
	})
	h.Dequeue(r.Dequeue)
}

func TestExploredSPSC(t *testing.T) {
	q := lockfree.NewSPSC[int](1)
	h := linearizable.NewBoundedQueue[int](1).History(t)
	explored.Together(2, func(i int) {
		for v := range 3 {
			if i == 0 {
				h.Enqueue(v+1, q.Enqueue)
			} else {
				h.Dequeue(q.Dequeue)
			}
		}
	})
	h.Dequeue(q.Dequeue)
}

func TestExploredProducer(t *testing.T) {
	exploreProducers(t, func(q *lockfree.SPSC[int]) {
		for v := range 2 {
			q.Enqueue(v)
		}
	})
}

// exploreProducers has two values put into a queue that has room for them.
func exploreProducers(t *testing.T, produce func(q *lockfree.SPSC[int])) {
	q := lockfree.NewSPSC[int](2)
	produce(q)
	got := drain(q.Dequeue, 3)
	assert.ElementsMatch(t, []int{0, 1}, got)
}
