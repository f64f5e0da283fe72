package atomic

import (
	"fmt"
	"math"
	"sync/atomic"
)

// Bounded is a sum that is never above its limit, not for a moment: places in a pool, bytes of a
// budget. It is [UnsafeCheckThenAdd] with the look and the Add made one step by a compare-and-swap.
//
// A TryAdd that returned true happens before every operation that observes its effect.
// The zero value is a sum of 0 with the limit 0; [NewBounded] sets another. A Bounded must not be
// copied after first use. Value is wait-free, TryAdd lock-free: a compare-and-swap fails only
// because another one has succeeded.
type Bounded struct {
	n     atomic.Int64
	limit int64 // set before the Bounded is shared, and never again
}

// NewBounded returns a sum of 0 that is never above limit. It panics if limit is negative.
func NewBounded(limit int64) *Bounded {
	if limit < 0 {
		panic(fmt.Sprintf("atomic: NewBounded(%d): the sum starts at 0, which is above that limit", limit))
	}
	return &Bounded{limit: limit}
}

// TryAdd adds delta if the sum stays at or below the limit, and says whether it did. What is given
// back by a negative delta has room, unless the sum would be below what an int64 can hold.
func (b *Bounded) TryAdd(delta int64) bool {
	for {
		n := b.n.Load()
		// The differences can't overflow, as limit >= 0: where n+delta could, they say so.
		if delta > 0 && n > b.limit-delta || delta < 0 && n < math.MinInt64-delta {
			return false
		}
		// It swaps only if the sum is the one that was found to leave room.
		if b.n.CompareAndSwap(n, n+delta) {
			return true
		}
	}
}

// Value returns the sum.
func (b *Bounded) Value() int64 { return b.n.Load() }

// Limit returns the limit.
func (b *Bounded) Limit() int64 { return b.limit }
