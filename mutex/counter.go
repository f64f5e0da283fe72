package mutex

import "sync"

// Counter is a sum behind a mutex. Its methods are whole steps: none hands out a number for the
// caller to change and put back, so no caller can make two steps of one.
//
// An operation happens before every operation that gets the lock after it.
// The zero value is a counter at 0. A Counter must not be copied after first use.
type Counter struct {
	mu sync.Mutex
	n  int64 // guarded by mu
}

// Add adds delta to the sum. It blocks while another goroutine holds the lock.
func (c *Counter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum of all Adds that got the lock before it. The lock is for reading too: without
// it nothing orders the read after the Adds.
func (c *Counter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// Update sets the sum to f of it, and returns that. No other operation comes between the read, f
// and the write; so f should be quick, and f must not use the counter, which would wait for itself.
// If f panics the sum stays as it was and the lock is released.
//
// It returns the new sum because an Update and then a Value would again be two steps.
func (c *Counter) Update(f func(n int64) int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n = f(c.n)
	return c.n
}
