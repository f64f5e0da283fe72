package atomic_test

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/atomic"
)

// Eight goroutines add 1 a thousand times each. Nothing comes between the steps of an Add, because
// it has only one.
func ExampleCounter() {
	var c atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}

// Two Adds, step by step, in the order that loses one of them. Every step is atomic, and the race
// detector has nothing to say.
func ExampleUnsafeLoadStore() {
	var c atomic.UnsafeLoadStore
	a := c.Value() // A: load 0
	c.Add(1)       // B: load 0, store 1
	c.Set(a + 1)   // A: store 1
	fmt.Println(c.Value())
	// Output: 1
}

// Eight goroutines, a thousand Adds each, in the order that leaves the fewest of them.
func ExampleUnsafeLoadStore_worst() {
	var c atomic.UnsafeLoadStore
	add := func(times int) {
		for range times {
			c.Add(1)
		}
	}
	a := c.Value() // A, in its first Add: load 0
	add(999)       // B, all but its last
	add(6 * 1000)  // the six others, all of theirs
	c.Set(a + 1)   // A: store 1
	b := c.Value() // B, in its last Add: load 1
	add(999)       // A, the rest
	c.Set(b + 1)   // B: store 2
	fmt.Println(c.Value())
	// Output: 2
}

// A compare-and-swap loop makes one step of what the processor has no instruction for: here, a wait
// that doubles from one failure to the next, up to a limit.
func ExampleCounter_Update() {
	var wait atomic.Counter
	wait.Add(10)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			wait.Update(func(n int64) int64 { return min(2*n, 1000) })
		})
	}
	wg.Wait()
	fmt.Println(wait.Value(), "ms")
	// Output: 1000 ms
}

// Each Add is in one report, also one that comes while the report is being written.
func ExampleCounter_Flush() {
	var requests atomic.Counter
	requests.Add(2)
	requests.Flush(func(sum int64) {
		requests.Add(1)
		fmt.Println("reported", sum)
	})
	requests.Flush(func(sum int64) { fmt.Println("reported", sum) })
	// Output:
	// reported 2
	// reported 1
}

// Eight goroutines want a place, and there are three.
func ExampleBounded() {
	places := atomic.NewBounded(3)
	var admitted, refused atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if places.TryAdd(1) {
				admitted.Add(1)
			} else {
				refused.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(admitted.Value(), "admitted,", refused.Value(), "refused")
	places.TryAdd(-1) // one leaves
	fmt.Println("room for one more:", places.TryAdd(1))
	// Output:
	// 3 admitted, 5 refused
	// room for one more: true
}

// So many requests in a window of time, of which the owner of the clock says when it ends.
func ExampleBounded_Flush() {
	requests := atomic.NewBounded(2)
	for second := range 2 {
		for range 3 {
			fmt.Println("second", second, "admitted:", requests.TryAdd(1))
		}
		requests.Flush()
	}
	// Output:
	// second 0 admitted: true
	// second 0 admitted: true
	// second 0 admitted: false
	// second 1 admitted: true
	// second 1 admitted: true
	// second 1 admitted: false
}

// The longest of the delays that many goroutines have measured.
func ExampleMax() {
	var longest atomic.Max[time.Duration]
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			longest.Observe(time.Duration(i) * time.Millisecond)
		})
	}
	wg.Wait()
	fmt.Println(longest.Value())
	fmt.Println("a new one:", longest.Observe(9*time.Millisecond))
	// Output:
	// 7ms true
	// a new one: true
}

// The first value is the smallest so far, however large it is.
func ExampleMin() {
	var coldest atomic.Min[int]
	_, ok := coldest.Value()
	fmt.Println(ok)
	for _, degrees := range []int{12, -3, 7} {
		coldest.Observe(degrees)
	}
	fmt.Println(coldest.Value())
	// Output:
	// false
	// -3 true
}

// Any of the workers may end the work, one of them says why, and those that wait go on.
func ExampleFlag() {
	var stop atomic.Flag
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if stop.Set() {
				fmt.Println("one says why")
			}
		})
	}
	<-stop.Done()
	wg.Wait()
	fmt.Println("stopped:", stop.IsSet())
	// Output:
	// one says why
	// stopped: true
}

// Two counters that two groups of goroutines write: with the Pad between them, no line of memory
// travels between the groups.
func ExamplePad() {
	var traffic struct {
		received atomic.Counter
		_        atomic.Pad
		sent     atomic.Counter
	}
	var wg sync.WaitGroup
	wg.Go(func() { traffic.received.Add(1400) })
	wg.Go(func() { traffic.sent.Add(60) })
	wg.Wait()
	fmt.Println(traffic.received.Value(), traffic.sent.Value())
	// Output: 1400 60
}

// All the values are 10, and so is their mean at every moment.
func ExampleTally() {
	var tally atomic.Tally
	var wrong atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				tally.Observe(10)
				if tally.Mean() != 10 {
					wrong.Add(1)
				}
			}
		})
	}
	wg.Wait()
	count, sum := tally.Flush()
	fmt.Println(count, sum, "wrong means:", wrong.Value())
	// Output: 8000 80000 wrong means: 0
}

// The mean of two observations, step by step, in the order that makes it the mean of neither
// moment.
func ExampleUnsafeTwo() {
	var tally atomic.UnsafeTwo
	tally.Observe(10)
	sum := tally.Sum()     // A: 10
	tally.Observe(10)      // B
	count := tally.Count() // A: 2
	fmt.Println(float64(sum) / float64(count))
	// Output: 5
}

// The value is made once, by whoever asks first.
func ExampleLazy() {
	type config struct{ addr string }
	var l atomic.Lazy[config]
	load := func() *config {
		fmt.Println("loading")
		return &config{addr: "localhost:8080"}
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { l.Get(load) })
	}
	wg.Wait()
	fmt.Println(l.Get(load).addr)
	// Output:
	// loading
	// localhost:8080
}

// The result is a plain variable; the flag orders it.
func ExampleResult() {
	var r atomic.Result[[]int]
	_, ok := r.Result()
	fmt.Println(ok)

	var wg sync.WaitGroup
	wg.Go(func() { r.Finish([]int{2, 3, 5, 7}) })
	wg.Wait()
	fmt.Println(r.Result())
	// Output:
	// false
	// [2 3 5 7] true
}

// Errors of any type, and none.
func ExampleLastError() {
	var last atomic.LastError
	last.Set(errors.New("no route to host"))
	last.Set(&fs.PathError{Op: "open", Path: "journal", Err: fs.ErrNotExist})
	fmt.Println(last.Err())
	last.Set(nil)
	fmt.Println(last.Err())
	// Output:
	// open journal: file does not exist
	// <nil>
}
