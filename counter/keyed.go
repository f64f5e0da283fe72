package counter

import (
	"maps"
	"sync"
)

// Keyed counts by key: [UnsafeKeyed] with a mutex around the map. It is one lock for all keys, and
// so one critical section can also see them all: the sums that Snapshot returns held at one moment.
//
// An operation happens before every operation that gets the lock after it.
// The zero value holds no keys and is ready to use. A Keyed must not be copied after first use.
type Keyed[K comparable] struct {
	mu   sync.Mutex
	sums map[K]int64
}

// Add adds delta to key's sum, which is 0 for a key not seen before. O(1), and an allocation only
// where the map grows.
func (c *Keyed[K]) Add(key K, delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sums == nil {
		c.sums = make(map[K]int64)
	}
	c.sums[key] += delta
}

// Value returns key's sum, 0 for a key that was never added to.
func (c *Keyed[K]) Value(key K) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sums[key]
}

// Snapshot returns a copy of all sums as they were at one moment. The copy is the caller's: no
// later Add changes it. O(n) in the number of keys, all of it under the lock.
func (c *Keyed[K]) Snapshot() map[K]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sums == nil {
		return map[K]int64{}
	}
	return maps.Clone(c.sums)
}
