package parallel

import (
	"context"
	"sync"
)

// Counter is [UnsafeGIL] with the lock where it belongs: over all of n += delta, from the load to
// the store. It is the same lock, and it is taken once in place of three times.
//
// An Add or Value happens before every Add or Value that gets the lock after it. The zero value is a
// counter at 0. A Counter must not be copied after first use.
type Counter struct {
	gil sync.Mutex
	n   int64
}

// Add adds delta to the sum. It blocks while another goroutine holds the lock.
func (c *Counter) Add(delta int64) {
	c.gil.Lock()
	defer c.gil.Unlock()
	top := c.n   // LOAD n
	top += delta // ADD delta
	c.n = top    // STORE n
}

// Value returns the sum of all Adds that got the lock before it.
func (c *Counter) Value() int64 {
	c.gil.Lock()
	defer c.gil.Unlock()
	return c.n
}

// PerProcess is a counter for work that is done by processes, which have no memory in common. Each counts for itself
// and returns what it has counted; here that is added up. It is [UnsafePerProcess] with the message that was missing.
//
// Within a process it orders what [Counter] orders. What a worker counts happens before the return of the Gather that it
// counts for, as far as one may say so of two processes. The zero value is a counter at 0. A PerProcess must not be
// copied after first use.
type PerProcess struct {
	Counter
}

// Gather has workers count, each its share, and adds what they return. With an error it adds nothing. It is [Map], and
// blocks as long as that does.
func (c *PerProcess) Gather(ctx context.Context, workers Workers, count func(ctx context.Context, share int) (int64, error), shares []int) error {
	counted, err := Map(ctx, workers, count, shares)
	for _, n := range counted {
		c.Add(n)
	}
	return err
}
