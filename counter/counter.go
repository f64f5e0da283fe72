package counter

import "sync"

// A Counter is a sum that any number of goroutines may add to and read at the same time. It is the
// contract that every safe counter of this module keeps, and that package countertest checks.
//
// # What a Value includes
//
// Value returns the sum of the deltas of a set of Add calls. Each Add is in that set once or not at
// all, never twice and never in part. The set
//
//   - must include every Add that happens before the call of Value: the caller's own, and those of
//     goroutines that it has waited for;
//   - may include or miss an Add that runs at the same time;
//   - does not include an Add that the call of Value happens before.
//
// So once all adders have been waited for, Value is the sum of all that they added; and where only
// positive deltas are added, and the sum does not overflow, one goroutine never sees Value go back.
//
// # What a Counter orders
//
// Nothing else. That a Value includes an Add does not by itself mean that the Add happens before
// what follows the Value: a Counter is no signal. An implementation whose operations do synchronize
// (one that locks, say) says so.
//
// # Overflow
//
// Sums wrap around as int64 addition does.
//
// # Zero value and copying
//
// Each implementation says whether its zero value is ready to use; it then counts from 0. None may
// be copied after its first use.
type Counter interface {
	// Add adds delta, which may be negative, to the sum.
	Add(delta int64)
	// Value returns the sum.
	Value() int64
}

// Locked is the first fix: [Unsafe] with a mutex around every use of the number, the reads too.
//
// An Add or Value happens before every Add or Value that gets the lock after it.
// The zero value is a counter at 0. A Locked must not be copied after first use.
type Locked struct {
	mu sync.Mutex
	n  int64
}

// Add adds delta to the sum. It blocks while another goroutine holds the lock.
func (c *Locked) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum of all Adds that got the lock before it.
func (c *Locked) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

var _ Counter = (*Locked)(nil)
