package atomic

import (
	"fmt"
	"sync/atomic"
)

// Bounded is a sum that is never above its limit and never below zero, not for a moment: places in a
// pool, bytes of a budget, requests in a window of time. It is [UnsafeCheckThenAdd] with the look and
// the Add made one step by a compare-and-swap, in the loop of [Counter.Update]. With additions alone it takes one, a
// look, and perhaps one that takes it back: the test-increment-retest of Allan Gottlieb, Boris Lubachevsky and Larry
// Rudolph (1983, see [Counter]).
//
// It is what a semaphore is made of (TryAdd(1) to enter, TryAdd(-1) to leave), and a rate limiter
// (TryAdd(1) for each request, Flush at the end of each second). It doesn't wait for room; package
// csp has a semaphore that does.
//
// A TryAdd takes effect at its compare-and-swap if there was room, and at its last load if there was
// none; a Flush at its swap. That the sum is what was loaded doesn't mean that it was so all the time,
// and doesn't have to: whether there is room depends on the sum alone.
//
// A TryAdd that returned true, or a Flush, happens before every operation that observes its effect.
// The zero value is a sum of 0 with the limit 0, in which nothing has room; [NewBounded] sets another.
// A Bounded must not be copied after first use. Value, Limit and Flush are wait-free, TryAdd is
// lock-free: a compare-and-swap fails only because another one has succeeded. All are O(1) without
// contention, and allocate nothing.
type Bounded struct {
	n     atomic.Int64 // from 0 to limit
	limit int64        // set before the Bounded is shared, and never again
}

// NewBounded returns a sum of 0 that is never above limit. It panics if limit is negative.
func NewBounded(limit int64) *Bounded {
	if limit < 0 {
		panic(fmt.Sprintf("atomic: NewBounded(%d): the sum starts at 0, which is above that limit; pass how much is to fit", limit))
	}
	return &Bounded{limit: limit}
}

// TryAdd adds delta if the sum stays between 0 and the limit, and says whether it did. A negative delta
// gives back what a positive one has taken. If it is refused, more was given back than had been taken,
// which is a mistake of the caller's.
func (b *Bounded) TryAdd(delta int64) bool {
	for {
		n := b.n.Load()
		sum := n + delta
		// What is too much for an int64 has wrapped around to below zero, as n is not.
		if sum < 0 || sum > b.limit {
			return false
		}
		// It swaps only if the sum is the one that was found to leave room.
		if b.n.CompareAndSwap(n, sum) {
			return true
		}
	}
}

// Flush sets the sum to 0 and returns what it was, in one step: all room is free again.
func (b *Bounded) Flush() (sum int64) { return b.n.Swap(0) }

// Value returns the sum.
func (b *Bounded) Value() int64 { return b.n.Load() }

// Limit returns the limit.
func (b *Bounded) Limit() int64 { return b.limit }
