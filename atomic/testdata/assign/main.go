// Assign adds atomically and then assigns the result to the same number: n = atomic.AddInt64(&n, 1).
// It reads as n = n + 1 does, and the assignment is a plain store, which wipes out whatever others
// have added since.
//
// Who notices: go vet, which looks for just this, and the race detector. Whether the sum comes out
// wrong is a matter of luck.
package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

func main() {
	var n int64
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				n = atomic.AddInt64(&n, 1)
			}
		})
	}
	wg.Wait()
	if n != 8000 {
		fmt.Fprintf(os.Stderr, "want 8000, got %d\n", n)
		os.Exit(1)
	}
}
