package counterpoint_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/immutable"
	"github.com/counterpoint-go/counterpoint/lockfree"
	"github.com/counterpoint-go/counterpoint/mutex"
	"github.com/counterpoint-go/counterpoint/parallel"
	"github.com/counterpoint-go/counterpoint/tls"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

// count adds 1 a thousand times on each of eight goroutines, and returns what the counter makes of it.
func count(c counter.Counter) int64 {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	return c.Value()
}

// Lesson 1, counter. n++ is a load, an addition and a store. When both goroutines load before either
// has stored, one of the two increments is lost; here the steps stand in that order. counter.Locked
// lets nobody in between.
func Example_lostUpdate() {
	n := 5
	a := n    // A loads 5
	b := n    // B loads 5
	n = a + 1 //nolint:ineffassign // A stores 6, and this is the update that is lost
	n = b + 1 // B stores 6
	fmt.Println("5, incremented twice:", n)

	fmt.Println("eight times a thousand, locked:", count(new(counter.Locked)))
	// Output:
	// 5, incremented twice: 6
	// eight times a thousand, locked: 8000
}

// Lesson 2, mutex. A lock around each half of a step is no lock around the step: every access below
// holds the mutex, no two of them race, and an increment is lost all the same.
func Example_criticalSection() {
	var c mutex.UnsafeGetSet
	c.Set(5)
	a := c.Value()
	b := c.Value()
	c.Set(a + 1)
	c.Set(b + 1)
	fmt.Println("5, got and set twice:", c.Value())

	fmt.Println("one critical section:", count(new(mutex.Counter)))

	var n mutex.Guarded[int] // a number that is not to be had but in its lock
	var wg sync.WaitGroup
	for range 8000 {
		wg.Go(func() { n.With(func(n *int) { *n++ }) })
	}
	wg.Wait()
	fmt.Println("no way around it:", mutex.WithResult(&n, func(n *int) int { return *n }))
	// Output:
	// 5, got and set twice: 6
	// one critical section: 8000
	// no way around it: 8000
}

// Lesson 3, atomic. The same with atomic accesses, of which the race detector has nothing to say. What
// must be one step needs one atomic operation, or a compare-and-swap that begins again when somebody
// came between: then not even a limit is ever overrun.
func Example_atomicStep() {
	var c atomic.UnsafeLoadStore
	c.Set(5)
	a := c.Value()
	b := c.Value()
	c.Set(a + 1)
	c.Set(b + 1)
	fmt.Println("5, loaded and stored twice:", c.Value())

	fmt.Println("one atomic step:", count(new(atomic.Counter)))

	seats := atomic.NewBounded(100)
	var sold atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				if seats.TryAdd(1) {
					sold.Add(1)
				}
			}
		})
	}
	wg.Wait()
	fmt.Println("100 seats, 8000 buyers, sold:", sold.Value())
	// Output:
	// 5, loaded and stored twice: 6
	// one atomic step: 8000
	// 100 seats, 8000 buyers, sold: 100
}

// Lesson 4, immutable. Two lists made from one, neither of which was ever changed; and yet the second
// append wrote over the first one's element, for both had the same room behind the last. A value
// that really never changes can be shared without a lock.
func Example_sharedCapacity() {
	var unsafe immutable.UnsafeAppend[string]
	var safe immutable.List[string]
	for range 5 {
		unsafe, safe = unsafe.With("theme"), safe.With("theme")
	}
	a, b := unsafe.With("inversion"), unsafe.With("retrograde")
	fmt.Println("shared capacity:", a.At(5), b.At(5))
	c, d := safe.With("inversion"), safe.With("retrograde")
	fmt.Println("clipped:        ", c.At(5), d.At(5))

	fmt.Println("replaced, never changed:", count(new(immutable.Counter)))
	// Output:
	// shared capacity: retrograde retrograde
	// clipped:         inversion retrograde
	// replaced, never changed: 8000
}

// Lesson 5, tls. Eight goroutines that count for themselves meet once, at the end.
func Example_mergeAtTheEnd() {
	sum := tls.Sum(8, func(_ int, add func(delta int64)) {
		for range 1000 {
			add(1)
		}
	})
	fmt.Println("merged after the join:", sum)
	fmt.Println("spread over shards:   ", count(new(tls.Counter)))
	// Output:
	// merged after the join: 8000
	// spread over shards:    8000
}

// Lesson 6, lockfree. A compare-and-swap compares a pointer, not what has happened to it in the
// meantime. While A is about to pop, B pops both elements and pushes another in a recycled node: the
// pointer that A knew is on top again, and A's swap succeeds. A stack whose nodes belong to the
// garbage collector does not have the ABA problem.
func Example_aba() {
	unsafe, safe := lockfree.NewUnsafeRecycled(2), new(lockfree.Stack[int64])
	interlude := func(pop func() (int64, bool), push func(int64)) func(int64) bool {
		first := true
		return func(int64) bool { // B, between A's look at the top and its swap
			if first {
				first = false
				pop()
				pop()
				push(3)
			}
			return true
		}
	}
	drain := func(name string, pop func() (int64, bool)) {
		fmt.Print(name)
		for v, ok := pop(); ok; v, ok = pop() {
			fmt.Print(" ", v)
		}
		fmt.Println()
	}

	unsafe.Push(1)
	unsafe.Push(2)
	a, _ := unsafe.PopIf(interlude(unsafe.Pop, unsafe.Push))
	fmt.Println("recycled: A pops", a)
	drain("          left:", unsafe.Pop)

	safe.Push(1)
	safe.Push(2)
	a, _ = safe.PopIf(interlude(safe.Pop, safe.Push))
	fmt.Println("collected: A pops", a)
	drain("           left:", safe.Pop)
	// Output:
	// recycled: A pops 2
	//           left: 1
	// collected: A pops 3
	//            left:
}

// Lesson 7, deadlock. Five philosophers who all take the left fork first starve; there are four cures,
// one for each of the conditions that a deadlock needs.
func Example_diningPhilosophers() {
	for _, cure := range []struct {
		name  string
		table deadlock.Table
	}{
		{"one lock order", deadlock.NewOrderedTable(5)},
		{"TryLock and back-off", deadlock.NewBackoffTable(5)},
		{"one lock around", deadlock.NewArbiterTable(5)},
		{"none at all", deadlock.NewHostedTable(5)},
	} {
		meals := deadlock.Dine(cure.table, 3, runtime.Gosched)
		fmt.Printf("%-21s %v\n", cure.name+":", meals)
	}
	// Output:
	// one lock order:       [3 3 3 3 3]
	// TryLock and back-off: [3 3 3 3 3]
	// one lock around:      [3 3 3 3 3]
	// none at all:          [3 3 3 3 3]
}

// Lesson 8, csp. One goroutine owns the number, and the others send it what they want added.
func Example_channelOwner() {
	owner := csp.NewOwner()
	defer owner.Close()
	fmt.Println("nothing shared:", count(owner))
	// Output:
	// nothing shared: 8000
}

// Lesson 9, parallel. A global interpreter lock lets one thread run at a time, an instruction each:
// no two ever run at once, and the update is lost just the same. The lock has to cover the statement.
func Example_globalInterpreterLock() {
	var c parallel.UnsafeGIL
	a, b := c.Statement(1), c.Statement(1)
	a.Step() // A loads 0, and its turn is over
	for b.Step() {
	}
	for a.Step() {
	}
	fmt.Println("the lock for an instruction, 0 incremented twice:", c.Value())

	fmt.Println("the lock for a statement:", count(new(parallel.Counter)))
	// Output:
	// the lock for an instruction, 0 incremented twice: 1
	// the lock for a statement: 8000
}

// The primitives, each as small as it gets; their packages' own examples say more. First those of mutex.
func Example_guarded() {
	var scores mutex.Guarded[[]int]
	scores.With(func(s *[]int) { *s = append(*s, 3, 5) })
	fmt.Println(mutex.WithResult(&scores, func(s *[]int) int { return len(*s) }))
	// Output: 2
}

func Example_rwGuarded() {
	var limits mutex.RWGuarded[struct{ Low, High int }]
	limits.With(func(l *struct{ Low, High int }) { l.Low, l.High = 1, 9 })
	limits.Read(func(l struct{ Low, High int }) { fmt.Println(l.Low, l.High) })
	// Output: 1 9
}

func Example_keyed() {
	var files mutex.Keyed[string]
	files.With("score.txt", func() {
		fmt.Println("parts.txt is free:", files.TryWith("parts.txt", func() {}))
		fmt.Println("score.txt is free:", files.TryWith("score.txt", func() {}))
	})
	// Output:
	// parts.txt is free: true
	// score.txt is free: false
}

// Of atomic.
func Example_bounded() {
	places := atomic.NewBounded(2)
	fmt.Println(places.TryAdd(1), places.TryAdd(1), places.TryAdd(1))
	fmt.Println(places.TryAdd(-2), places.TryAdd(-1))
	// Output:
	// true true false
	// true false
}

func Example_highWaterMarks() {
	var highest atomic.Max[int]
	var lowest atomic.Min[int]
	for _, depth := range []int{4, 7, 2} {
		highest.Observe(depth)
		lowest.Observe(depth)
	}
	fmt.Println(highest.Value())
	fmt.Println(lowest.Value())
	// Output:
	// 7 true
	// 2 true
}

func Example_flag() {
	var stopped atomic.Flag
	fmt.Println(stopped.Set(), stopped.Set())
	<-stopped.Done()
	fmt.Println(stopped.IsSet())
	// Output:
	// true false
	// true
}

// Of immutable.
func Example_snapshot() {
	var tempo immutable.Snapshot[int]
	tempo.Store(60)
	_, replaced := tempo.Watch()
	tempo.Update(func(old int) int { return 2 * old })
	<-replaced
	fmt.Println(tempo.Load())
	// Output: 120
}

func Example_persistentMap() {
	var empty immutable.Map[string, int]
	one := empty.With("flute", 1)
	two := one.With("oboe", 2)
	fmt.Println(empty.Len(), one.Len(), two.Len(), two.Without("flute").Len())
	// Output: 0 1 2 1
}

// Of tls.
func Example_local() {
	most := tls.NewLocal(func(total, own *int) { *total = max(*total, *own) })
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			h := most.Open()
			defer h.Close()
			*h.Own() = 10 * worker
		})
	}
	wg.Wait()
	fmt.Println(most.Total())
	// Output: 30 0
}

// Of lockfree.
func Example_queue() {
	var q lockfree.Queue[string]
	q.Enqueue("subject")
	q.Enqueue("answer")
	fmt.Println(q.Dequeue())
	// Output: subject true
}

func Example_ring() {
	r := lockfree.NewRing[string](1)
	fmt.Println(r.Enqueue("subject"), r.Enqueue("answer"))
	fmt.Println(r.Dequeue())
	// Output:
	// true false
	// subject true
}

func Example_spsc() {
	s := lockfree.NewSPSC[int](8)
	go func() {
		for n := 1; n <= 100; {
			if s.Enqueue(n) {
				n++
			} else {
				runtime.Gosched()
			}
		}
	}()
	sum := 0
	for n := 0; n < 100; {
		if v, ok := s.Dequeue(); ok {
			sum, n = sum+v, n+1
		} else {
			runtime.Gosched()
		}
	}
	fmt.Println(sum)
	// Output: 5050
}

func Example_stack() {
	var s lockfree.Stack[string]
	s.Push("below")
	s.Push("above")
	fmt.Println(s.Pop())
	// Output: above true
}

// Of csp.
func Example_actor() {
	type deposit struct {
		amount int
		reply  func(balance int)
	}
	balance := 0
	account := csp.NewActor(4, func(d deposit) {
		balance += d.amount
		d.reply(balance)
	})
	defer account.Close()
	for range 2 {
		fmt.Println(csp.Ask(context.Background(), account, func(reply func(int)) deposit { return deposit{5, reply} }))
	}
	// Output:
	// 5 <nil>
	// 10 <nil>
}

func Example_loop() {
	loop := csp.NewLoop()
	for _, note := range []string{"do", "re", "mi"} {
		loop.Post(func() { fmt.Println(note) })
	}
	loop.Close()
	// Output:
	// do
	// re
	// mi
}

func Example_semaphore() {
	memory := csp.NewSemaphore(100)
	err := memory.Do(context.Background(), 70, func() error {
		fmt.Println(memory.TryAcquire(30), memory.TryAcquire(1))
		memory.Release(30)
		return nil
	})
	fmt.Println(err, memory.TryAcquire(100))
	// Output:
	// true false
	// <nil> true
}

// The same work on goroutines, on threads, and on threads of which one runs at a time; parallel's own examples do it in
// processes too.
func Example_map() {
	square := func(_ context.Context, n int) (int, error) { return n * n, nil }
	for _, workers := range []parallel.Workers{
		parallel.Goroutines(2),
		parallel.Threads(2),
		parallel.GILThreads(2, new(parallel.GIL)),
	} {
		fmt.Println(parallel.Map(context.Background(), workers, square, []int{1, 2, 3}))
	}
	// Output:
	// [1 4 9] <nil>
	// [1 4 9] <nil>
	// [1 4 9] <nil>
}
