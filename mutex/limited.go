package mutex

import "sync"

// Limited is a counter that stays between 0 and Limit, such as the number of seats taken. The check
// and the act that depends on it are one critical section.
//
// Its sum never leaves that range, so it can't overflow either.
//
// An operation happens before every operation that gets the lock after it.
// The zero value is a counter at 0 with the limit 0: full. A Limited must not be copied after first
// use.
type Limited struct {
	// Limit is the highest sum allowed. It must not be changed after first use.
	Limit int64

	mu sync.Mutex
	n  int64 // guarded by mu
}

// TryAdd adds delta, which may be negative, and returns true; or, if the sum would leave the range
// from 0 to Limit, it changes nothing and returns false.
func (c *Limited) TryAdd(delta int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !fits(c.n, delta, c.Limit) {
		return false
	}
	c.n += delta
	return true
}

// Value returns the sum. It says what was, not what will be: another TryAdd may come before the
// caller's own.
func (c *Limited) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// fits reports whether n+delta is between 0 and limit, for an n that is 0 or is. Neither difference
// can overflow for such an n, where n+delta could.
func fits(n, delta, limit int64) bool {
	return delta <= limit-n && delta >= -n
}
