package parallel_test

import (
	"context"
	"fmt"
	"sync"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// Eight goroutines add 1 a thousand times each, one statement at a time.
func ExampleCounter() {
	var c parallel.Counter
	var adders sync.WaitGroup
	for range 8 {
		adders.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	adders.Wait()
	fmt.Println(c.Value())
	// Output: 8000
}

// The interpreter takes the lock from thread A after its first instruction, and gives it to thread B
// for a whole statement. Nothing here runs in parallel; it is all on one goroutine.
func ExampleUnsafeGIL() {
	var c parallel.UnsafeGIL
	a, b := c.Statement(1), c.Statement(1)
	a.Step() // A: LOAD n
	b.Step() // B: LOAD n
	b.Step() // B: ADD 1
	b.Step() // B: STORE n
	a.Step() // A: ADD 1
	a.Step() // A: STORE n
	fmt.Println("two increments made", c.Value())
	// Output: two increments made 1
}

// What the interpreter does for n += 7, one instruction at a time.
func ExampleStatement() {
	var c parallel.UnsafeGIL
	s := c.Statement(7)
	for s.Step() {
		fmt.Println(c.Value())
	}
	// Output:
	// 0
	// 0
	// 7
}

// The workers are this very program, which is started again. Its functions are known to them, its variables are not.
func ExamplePerProcess() {
	var c parallel.PerProcess
	c.Add(1)
	if err := c.Gather(context.Background(), parallel.Processes(2), countAndTell, []int{1000, 1000}); err != nil {
		fmt.Println(err)
	}
	fmt.Println(c.Value())
	// Output: 2001
}
