package lockfree_test

import (
	"fmt"
	"runtime"
	"testing"
	"weak"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/lockfree"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var _ counter.Counter = (*lockfree.Counter)(nil)

func TestCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(lockfree.Counter) })
}

func TestBadCapacity(t *testing.T) {
	for _, capacity := range []int{0, -1} {
		assert.PanicsWithValue(t, fmt.Sprintf("lockfree: NewRing(%d): a ring needs room for at least one element", capacity),
			func() { lockfree.NewRing[int](capacity) })
		assert.PanicsWithValue(t, fmt.Sprintf("lockfree: NewSPSC(%d): a queue needs room for at least one element", capacity),
			func() { lockfree.NewSPSC[int](capacity) })
	}
}

func TestZeroBounded(t *testing.T) {
	for _, q := range []bounded[int]{new(lockfree.Ring[int]), new(lockfree.SPSC[int])} {
		assert.False(t, q.Enqueue(1), "%T: there is no room", q)
		_, ok := q.Dequeue()
		assert.False(t, ok)
	}
}

// One producer and one consumer at full speed, around small rings, of sizes that are no powers of two.
func TestOrder(t *testing.T) {
	const elements = 2000
	for _, capacity := range []int{1, 2, 3, 5, 64} {
		for _, q := range []bounded[int]{lockfree.NewRing[int](capacity), lockfree.NewSPSC[int](capacity)} {
			go func() {
				for v := range elements {
					wait(func() bool { return q.Enqueue(v) })
				}
			}()
			for want := range elements {
				var got int
				wait(func() (ok bool) {
					got, ok = q.Dequeue()
					return ok
				})
				require.Equal(t, want, got, "%T of %d", q, capacity)
			}
		}
	}
}

// A PopIf whose function panics has done nothing.
func TestPopIfPanics(t *testing.T) {
	var s lockfree.Stack[int]
	s.Push(1)
	assert.PanicsWithValue(t, "lockfree: Stack.PopIf(nil): there is no function to decide; to pop whatever is on top, call Pop", func() { s.PopIf(nil) })
	assert.Panics(t, func() { s.PopIf(func(int) bool { panic("undecided") }) })
	v, ok := s.Pop()
	assert.True(t, ok)
	assert.Equal(t, 1, v)
}

func TestPopIfAsksAgain(t *testing.T) {
	var s lockfree.Stack[int]
	s.Push(1)
	var asked []int
	v, ok := s.PopIf(func(v int) bool {
		asked = append(asked, v)
		if v == 1 {
			s.Push(2) // another top, while it decides
		}
		return true
	})
	assert.True(t, ok)
	assert.Equal(t, 2, v, "what was removed is what wanted was last asked about")
	assert.Equal(t, []int{1, 2}, asked)
	v, ok = s.Pop()
	assert.True(t, ok)
	assert.Equal(t, 1, v)
}

// The schedule that breaks UnsafeRecycled: the top is popped, and an element pushed in its place.
func TestPopIfNoABA(t *testing.T) {
	var s lockfree.Stack[int]
	for _, v := range []int{3, 2, 1} {
		s.Push(v)
	}
	var popped []int
	others := true
	v, _ := s.PopIf(func(int) bool {
		if others {
			others = false
			for range 2 {
				v, _ := s.Pop()
				popped = append(popped, v)
			}
			s.Push(4)
		}
		return true
	})
	popped = append(popped, v)
	popped = append(popped, drain(s.Pop, 8)...)
	assert.Equal(t, []int{1, 2, 4, 3}, popped)
}

// What has been taken out is the garbage collector's, though the structure lives on, and others in it.
func TestLetsGo(t *testing.T) {
	type big struct{ _ [1 << 10]byte }
	var queue lockfree.Queue[*big]
	var stack lockfree.Stack[*big]
	ring, spsc := lockfree.NewRing[*big](4), lockfree.NewSPSC[*big](4)
	for _, test := range []struct {
		name string
		put  func(*big)
		take func() (*big, bool)
	}{
		{"Queue", queue.Enqueue, queue.Dequeue},
		{"Stack", stack.Push, stack.Pop},
		{"Ring", func(b *big) { ring.Enqueue(b) }, ring.Dequeue},
		{"SPSC", func(b *big) { spsc.Enqueue(b) }, spsc.Dequeue},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.put(new(big))
			passed := func() weak.Pointer[big] {
				b := new(big)
				test.put(b)
				for range 2 {
					test.take()
				}
				return weak.Make(b)
			}()
			test.put(new(big))
			runtime.GC()
			assert.Nil(t, passed.Value(), "somebody still holds what was taken out")
		})
	}
	runtime.KeepAlive(&queue)
	runtime.KeepAlive(&stack)
	runtime.KeepAlive(ring)
	runtime.KeepAlive(spsc)
}

// What is used again and again allocates nothing, on average.
func TestAllocatesNothing(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates too")
	}
	var queue lockfree.Queue[int]
	ring, spsc := lockfree.NewRing[int](4), lockfree.NewSPSC[int](4)
	for name, use := range map[string]func(){
		"Queue": func() { queue.Enqueue(1); queue.Dequeue() },
		"Ring":  func() { ring.Enqueue(1); ring.Dequeue() },
		"SPSC":  func() { spsc.Enqueue(1); spsc.Dequeue() },
	} {
		assert.Zero(t, testing.AllocsPerRun(10_000, use), name)
	}
	var stack lockfree.Stack[int]
	assert.EqualValues(t, 1, testing.AllocsPerRun(100, func() { stack.Push(1); stack.Peek(); stack.Pop() }), "Stack: its nodes")
}

// The structures with a mistake are right as long as one goroutine uses them, which is why nobody
// notices while writing them.
func TestUnsafeAlone(t *testing.T) {
	recycled := lockfree.NewUnsafeRecycled(2)
	var noRetry lockfree.UnsafeNoRetry[int64]
	var storePush lockfree.UnsafeStorePush[int64]
	var peekPop lockfree.UnsafePeekPop[int64]
	plain, swap := lockfree.NewUnsafePlainNext[int64](), lockfree.NewUnsafeSwapTail[int64]()
	var length lockfree.UnsafeLenSnapshot[int64]
	var drainers lockfree.UnsafeTwoDrainers
	for _, test := range []struct {
		name string
		want []int64
		put  func(int64)
		take func() (int64, bool)
	}{
		{"UnsafeRecycled", []int64{3, 2, 1}, recycled.Push, recycled.Pop},
		{"UnsafeNoRetry", []int64{3, 2, 1}, noRetry.Push, noRetry.Pop},
		{"UnsafeStorePush", []int64{3, 2, 1}, storePush.Push, storePush.Pop},
		{"UnsafePeekPop", []int64{3, 2, 1}, peekPop.Push, func() (v int64, ok bool) {
			ok = peekPop.Do(func(top int64) { v = top })
			return v, ok
		}},
		{"UnsafePlainNext", []int64{1, 2, 3}, plain.Enqueue, plain.Dequeue},
		{"UnsafeSwapTail", []int64{1, 2, 3}, swap.Enqueue, swap.Dequeue},
		{"UnsafeLenSnapshot", []int64{1, 2, 3}, length.Enqueue, length.Dequeue},
		{"UnsafeTwoDrainers", []int64{6}, drainers.Add, func() (int64, bool) {
			sum := drainers.Drain()
			return sum, sum != 0
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for range 2 { // the second time with nodes that were used before
				for v := range int64(3) {
					test.put(v + 1)
				}
				assert.Equal(t, test.want, drain(test.take, 10))
			}
		})
	}
	assert.Zero(t, length.Len())
	_, ok := recycled.PopIf(func(int64) bool { panic("asked about an element of an empty stack") })
	assert.False(t, ok)
	recycled.Push(1)
	_, ok = recycled.PopIf(func(v int64) bool { return v != 1 })
	assert.False(t, ok)
	drainers.Add(5)
	assert.EqualValues(t, 5, drainers.Value(), "what was drained before has been dropped")
}
