// Command copiedlock gives each of two workers its own copy of a counter, whose number is behind a
// pointer.
//
// The copy copies the lock, and copies only the pointer to the number: two locks, one number. Each
// worker locks, and neither keeps the other out. go vet sees the copy, the race detector what comes
// of it. The fix is to hand out the counter's address.
package main

import (
	"fmt"
	"os"
	"sync"
)

// Counter is a sum; n points to it so that a copy still counts the same.
type Counter struct {
	mu sync.Mutex
	n  *int64
}

// Update sets the sum to f of it.
func (c *Counter) Update(f func(n int64) int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*c.n = f(*c.n)
}

// Value returns the sum.
func (c *Counter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return *c.n
}

func main() {
	c := Counter{n: new(int64)}
	mine, yours := c, c

	// Two Updates that nothing orders: the race detector need only see that both ran.
	var wg sync.WaitGroup
	wg.Go(func() { mine.Update(func(n int64) int64 { return n + 1 }) })
	wg.Go(func() { yours.Update(func(n int64) int64 { return n + 1 }) })
	wg.Wait()

	// Two more in the order that loses one: the whole of the second runs while the first holds "the"
	// lock. The channels order them, so that this one is no data race, and the sum is wrong every
	// time.
	before := c.Value()
	entered, done := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		mine.Update(func(n int64) int64 {
			close(entered)
			<-done
			return n + 1
		})
	})
	wg.Go(func() {
		<-entered
		yours.Update(func(n int64) int64 { return n + 1 })
		close(done)
	})
	wg.Wait()
	if want, got := before+2, c.Value(); got != want {
		fmt.Fprintf(os.Stderr, "want %d, got %d\n", want, got)
		os.Exit(1)
	}
}
