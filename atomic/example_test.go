package atomic_test

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

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

// A compare-and-swap loop makes one step of what the processor has no instruction for: here, the
// largest value seen so far.
func ExampleCounter_Update() {
	var largest atomic.Counter
	var wg sync.WaitGroup
	for v := range int64(100) {
		wg.Go(func() {
			largest.Update(func(n int64) int64 { return max(n, v) })
		})
	}
	wg.Wait()
	fmt.Println(largest.Value())
	// Output: 99
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
