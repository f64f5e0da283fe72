// Command valuereceiver counts 8,000 Adds with a counter whose methods have a value receiver.
//
// A value receiver is a copy of the whole struct, made anew for each call. Add locks the copy's
// lock, adds to the copy's number, and throws both away. Nothing is shared, so the race detector is
// silent, and nothing is counted. go vet sees that a lock is copied. The fix is one star in front
// of each receiver's type.
package main

import (
	"fmt"
	"os"
	"sync"
)

// Counter is a sum that never moves.
type Counter struct {
	mu sync.Mutex
	n  int64
}

// Add adds delta to a copy of the sum.
func (c Counter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum.
func (c Counter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

func main() {
	var c Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	if got := c.Value(); got != 8000 {
		fmt.Fprintf(os.Stderr, "want 8000, got %d\n", got)
		os.Exit(1)
	}
}
