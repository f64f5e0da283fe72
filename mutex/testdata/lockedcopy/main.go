// Command lockedcopy takes a snapshot of a counter under its lock, and reads the snapshot.
//
// The lock is part of the struct. At the moment of the copy it is locked, and so is the copy's: for
// ever, since Snapshot unlocks the original. go vet sees the copy; the runtime sees that nobody is
// left to unlock it. The fix is to return what is in the counter, and not the counter.
package main

import (
	"fmt"
	"os"
	"sync"
)

// Counter is a sum.
type Counter struct {
	mu sync.Mutex
	n  int64
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum.
func (c *Counter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// Snapshot returns the counter as it is now, lock and all.
func (c *Counter) Snapshot() Counter {
	c.mu.Lock()
	defer c.mu.Unlock()
	return *c
}

func main() {
	var c Counter
	c.Add(1)
	snapshot := c.Snapshot()
	c.Add(1)
	if got := snapshot.Value(); got != 1 { // never returns
		fmt.Fprintf(os.Stderr, "want 1, got %d\n", got)
		os.Exit(1)
	}
}
