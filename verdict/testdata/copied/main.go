// Copied counts with a method that gets a copy of the counter.
package main

import (
	"fmt"
	"os"
	"sync"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func (c counter) inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func main() {
	var c counter
	c.inc()
	if c.n != 1 {
		fmt.Fprintf(os.Stderr, "one increment: want 1, got %d\n", c.n)
		os.Exit(1)
	}
}
