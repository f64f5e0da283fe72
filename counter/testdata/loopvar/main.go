// Loopvar adds up 1 to 8, one goroutine a number, in a module whose go.mod says go 1.21.
//
// What goes wrong: up to that language version a loop has one variable for all its iterations, and
// every closure captured that one. Here the goroutines wait until the loop is over, so all of them
// add what it left behind, 9. There is no data race in that: it is ordered, and wrong. Since Go 1.22
// each iteration has a variable of its own, and the same source is correct.
package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

func main() {
	var sum atomic.Int64
	var loop, adders sync.WaitGroup
	loop.Add(1)
	adders.Add(8)
	for i := 1; i <= 8; i++ {
		go func() {
			defer adders.Done()
			loop.Wait()
			sum.Add(int64(i))
		}()
	}
	loop.Done()
	adders.Wait()
	if got := sum.Load(); got != 36 {
		fmt.Fprintf(os.Stderr, "the sum of 1 to 8: want 36, got %d\n", got)
		os.Exit(1)
	}
}
