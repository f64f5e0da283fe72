// Waitgroupadd counts to 8, and each goroutine registers itself with the WaitGroup.
//
// What goes wrong: the go statement orders the goroutine after itself, but nothing orders the
// goroutine's Add before the Wait. A Wait that comes first finds nobody to wait for and returns, and
// the sum is read while the adders have yet to begin. Add belongs before the go statement, or in
// WaitGroup.Go, which does both.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	runtime.GOMAXPROCS(1) // a new goroutine seldom runs before the one that started it waits
	for range 10_000 {    // seldom is not never
		if got := count(); got != 8 {
			fmt.Fprintf(os.Stderr, "8 goroutines: want 8, got %d\n", got)
			os.Exit(1)
		}
	}
}

func count() int64 {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 8 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			n.Add(1)
		}()
	}
	wg.Wait()
	return n.Load()
}
