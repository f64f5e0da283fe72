package mutex

import "sync"

// RWCounter is a sum behind a readers-writer lock: Values do not wait for each other, only for an
// Add. It shows which lock goes with which access; it is not [Counter] made faster. An RLock and an
// RUnlock are each an atomic addition to one word that all readers share, and the processors pass
// that word around as they do a mutex. Readers gain where they stay inside for long, and reading one
// number is not long.
//
// An Add happens before every operation that gets the lock after it, and a Value before every Add
// that does. Nothing orders two Values.
// The zero value is a counter at 0. An RWCounter must not be copied after first use.
type RWCounter struct {
	mu sync.RWMutex
	n  int64 // written under Lock, read under Lock or RLock
}

// Add adds delta to the sum. It waits until it is alone; a Value that comes while it waits queues up
// behind it, so that Values that never stop can't keep it out.
func (c *RWCounter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum of all Adds that got the lock before it.
func (c *RWCounter) Value() int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}
