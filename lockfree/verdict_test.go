package lockfree_test

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/counterpoint-go/counterpoint/lockfree"
	"github.com/counterpoint-go/counterpoint/verdict"
	"github.com/stretchr/testify/assert"
)

// Nothing here locks, so go-deadlock is never asked.
func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeNoRetry",
			Mistake: "compare-and-swap, answer ignored",
			Fix:     "Stack",
			Run: func(t *verdict.T) {
				losesPushes(t, func() stack { return new(lockfree.UnsafeNoRetry[int64]) })
			},
			Outcomes: verdict.Outcomes{"1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "elements that were pushed", verdict.Explore: "elements that were pushed"},
		},
		{
			Name:    "UnsafeStorePush",
			Mistake: "load and store, both atomic",
			Fix:     "Stack",
			Run: func(t *verdict.T) {
				losesPushes(t, func() stack { return new(lockfree.UnsafeStorePush[int64]) })
			},
			Outcomes: verdict.Outcomes{"1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "elements that were pushed", verdict.Explore: "elements that were pushed"},
		},
		{
			Name:    "UnsafeRecycled",
			Mistake: "nodes used again (ABA)",
			Fix:     "Stack",
			Run: func(t *verdict.T) {
				// As it happens: every second goroutine pops two, and pushes one of them back.
				elements := 2 * t.Goroutines * t.Steps
				s := lockfree.NewUnsafeRecycled(elements)
				for range elements {
					s.Push(1)
				}
				var kept atomic.Int64
				var wg sync.WaitGroup
				for g := range t.Goroutines {
					wg.Go(func() {
						for range t.Steps {
							v, _ := s.Pop()
							if g%2 == 1 {
								w, _ := s.Pop()
								s.Push(v)
								v = w
							}
							kept.Add(v)
						}
					})
				}
				wg.Wait()
				left := drain(s.Pop, 2*elements) // of a stack that may be a circle now
				t.Outcome("%d kept, %d left", kept.Load(), len(left))
				assert.EqualValues(t, elements, int(kept.Load())+len(left), "each element once")
			},
			Forced: func(t *verdict.T) {
				s := lockfree.NewUnsafeRecycled(8)
				for _, v := range []int64{3, 2, 1} {
					s.Push(v)
				}
				var popped []int64
				pop := func() {
					v, _ := s.Pop()
					popped = append(popped, v)
				}
				// One goroutine has read the top (1, on 2), and is still to decide whether it wants it.
				var others sync.Once
				v, _ := s.PopIf(func(int64) bool {
					others.Do(func() {
						t.InTurn(func() { pop(); pop(); s.Push(4) })
					})
					return true
				})
				popped = append(popped, v)
				popped = append(popped, drain(s.Pop, 8)...)
				assert.ElementsMatch(t, []int64{1, 2, 3, 4}, popped, "each element once")
			},
			Outcomes: verdict.Outcomes{"2 kept, 2 left": verdict.Acceptable, "2 kept, 3 left": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "each element once", verdict.Explore: "each element once"},
		},
		{
			Name:    "UnsafePeekPop",
			Mistake: "peek, then pop",
			Fix:     "Stack",
			Run: func(t *verdict.T) {
				var s lockfree.UnsafePeekPop[int64]
				elements := max(t.Steps, 2)
				for range elements {
					s.Push(1)
				}
				var sum atomic.Int64
				var wg sync.WaitGroup
				for range t.Goroutines {
					wg.Go(func() {
						for s.Do(func(v int64) { sum.Add(v) }) {
						}
					})
				}
				wg.Wait()
				t.Outcome("%d elements were handled %d times", elements, sum.Load())
				assert.EqualValues(t, elements, sum.Load(), "each element once")
			},
			Forced: func(t *verdict.T) {
				var s lockfree.UnsafePeekPop[int]
				s.Push(1)
				s.Push(2)
				var handled []int
				s.Do(func(v int) {
					handled = append(handled, v)
					t.InTurn(func() {
						s.Do(func(v int) { handled = append(handled, v) })
					})
				})
				for s.Do(func(v int) { handled = append(handled, v) }) {
				}
				assert.ElementsMatch(t, []int{1, 2}, handled, "each element once")
			},
			Outcomes: verdict.Outcomes{"2 elements were handled 2 times": verdict.Acceptable, "2 elements were handled 3 times": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "each element once", verdict.Explore: "each element once"},
		},
		{
			Name:    "UnsafePlainNext",
			Mistake: "two owners, a plain link",
			Fix:     "SPSC",
			Run: func(t *verdict.T) {
				q := lockfree.NewUnsafePlainNext[int]()
				t.InTurn(
					func() { q.Dequeue() },
					func() { q.Enqueue(1) },
				)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "lockfree.(*UnsafePlainNext[", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeSwapTail",
			Mistake: "tail first, link later",
			Fix:     "Queue",
			Run: func(t *verdict.T) {
				q := lockfree.NewUnsafeSwapTail[int64]()
				var missed atomic.Int64
				t.Hammer(func(v int64) {
					q.Enqueue(v)
					if _, ok := q.Dequeue(); !ok {
						missed.Add(1)
					}
				})
				t.Outcome("%d missed", missed.Load())
				assert.Zero(t, missed.Load(), "times without an element, after Enqueue has returned")
			},
			Forced: func(t *verdict.T) {
				q := lockfree.NewUnsafeSwapTail[int]()
				fill := q.Reserve()
				t.InTurn(func() {
					q.Enqueue(2)
					_, ok := q.Dequeue()
					assert.True(t, ok, "an element, after Enqueue has returned")
				})
				fill(1)
			},
			Outcomes: verdict.Outcomes{"0 missed": verdict.Acceptable, "1 missed": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "an element, after Enqueue has returned", verdict.Explore: "times without an element, after Enqueue has returned"},
		},
		{
			Name:    "UnsafeLenSnapshot",
			Mistake: "two counts, two moments",
			Fix:     "Queue",
			Run: func(t *verdict.T) {
				var q lockfree.UnsafeLenSnapshot[int64]
				var least int64
				var wg sync.WaitGroup
				wg.Go(func() {
					for range t.Steps {
						least = min(least, q.Len())
					}
				})
				for v := range int64(t.Steps) {
					q.Enqueue(v)
					q.Dequeue()
				}
				wg.Wait()
				t.Outcome("the least length is %d", least)
				assert.GreaterOrEqual(t, least, int64(0), "the length")
			},
			Forced: func(t *verdict.T) {
				// Len is these two halves; an element goes in and comes out between them.
				var q lockfree.UnsafeLenSnapshot[int]
				in := q.Enqueued()
				t.InTurn(func() {
					q.Enqueue(1)
					q.Dequeue()
				})
				length := in - q.Dequeued()
				assert.GreaterOrEqual(t, length, int64(0), "the length")
			},
			Outcomes: verdict.Outcomes{"the least length is -1": verdict.Forbidden, "the least length is 0": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the length", verdict.Explore: "the length"},
		},
		{
			Name:    "UnsafeTwoDrainers",
			Mistake: "out, but not yet in",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c lockfree.UnsafeTwoDrainers
				var missed atomic.Int64
				var wg sync.WaitGroup
				for g := range t.Goroutines {
					wg.Go(func() {
						for own := range int64(t.Steps) {
							if g%2 == 1 {
								c.Value() // every second goroutine only reads
								continue
							}
							c.Add(1)
							if c.Value() <= own {
								missed.Add(1)
							}
						}
					})
				}
				wg.Wait()
				t.Outcome("%d missed", missed.Load())
				assert.Zero(t, missed.Load(), "Values that did not include their own goroutine's Adds")
			},
			Forced: func(t *verdict.T) {
				// Value is these two halves; another goroutine's Value comes between them.
				var c lockfree.UnsafeTwoDrainers
				c.Add(1)
				drained := c.Drain()
				t.InTurn(func() {
					assert.EqualValues(t, 1, c.Value(), "the sum, after the Add")
				})
				c.Commit(drained)
			},
			Outcomes: verdict.Outcomes{"0 missed": verdict.Acceptable, "1 missed": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the sum, after the Add", verdict.Explore: "their own goroutine's Adds"},
		},
		{
			Name:    "UnsafeTwoProducers",
			Mistake: "two producers, one tail",
			Fix:     "Ring",
			Run: func(t *verdict.T) {
				// Few elements a try: a producer that was stopped must find that it raced before the
				// detector has forgotten what the other one did meanwhile.
				size := max(t.Steps/2, 1)
				sources := [][]int64{slices.Repeat([]int64{1}, size), slices.Repeat([]int64{1}, size)}
				untilLost(t, func() (want, got int) {
					queue := lockfree.NewSPSC[int64](2 * size)
					lockfree.UnsafeTwoProducers(queue, sources...)
					return 2 * size, len(drain(queue.Dequeue, 2*size))
				}, "elements that were enqueued")
			},
			Outcomes: verdict.Outcomes{"1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "lockfree.(*SPSC[",
				verdict.Assert:  "elements that were enqueued",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "Queue",
			Mistake: "claim, fill, or be skipped",
			Safe:    true,
			Run: func(t *verdict.T) {
				var q lockfree.Queue[int64]
				sum := passOn(t, q.Enqueue, q.Dequeue)
				assert.EqualValues(t, t.Goroutines*t.Steps, sum, "elements that were enqueued")
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Stack",
			Mistake: "compare-and-swap, and try again",
			Safe:    true,
			Run: func(t *verdict.T) {
				var s lockfree.Stack[int64]
				sum := passOn(t, s.Push, s.Pop)
				assert.EqualValues(t, t.Goroutines*t.Steps, sum, "elements that were pushed")
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Ring",
			Mistake: "each slot says whose turn it is",
			Safe:    true,
			Run: func(t *verdict.T) {
				ring := lockfree.NewRing[int64](t.Goroutines)
				sum := passOn(t, func(v int64) { assert.True(t, ring.Enqueue(v), "room for one of each goroutine") }, ring.Dequeue)
				assert.EqualValues(t, t.Goroutines*t.Steps, sum, "elements that were enqueued")
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "SPSC",
			Mistake: "each index has one writer",
			Safe:    true,
			Run: func(t *verdict.T) {
				queue := lockfree.NewSPSC[int64](64)
				elements := int64(t.Goroutines * t.Steps)
				go func() {
					for v := range elements {
						wait(func() bool { return queue.Enqueue(v) })
					}
				}()
				for want := range elements {
					wait(func() (ok bool) {
						var v int64
						if v, ok = queue.Dequeue(); ok {
							assert.Equal(t, want, v, "the elements in their order")
						}
						return ok
					})
				}
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Counter",
			Mistake: "out and in by one step",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c lockfree.Counter
				sum := t.Hammer(func(delta int64) {
					c.Add(delta)
					if !t.Explored { // a Value in the middle of others makes a million interleavings
						c.Value()
					}
				})
				assert.Equal(t, sum, c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}
