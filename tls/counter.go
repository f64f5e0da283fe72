package tls

import "sync/atomic"

// shardCount is how many numbers a Counter is spread over: more than most machines have processors, so
// that two of them rarely add to the same one.
const shardCount = 1 << shardBits

// A shard is one of a Counter's numbers, alone on its cache lines. Processors pass whole lines of
// memory around (64 bytes on amd64, 128 on Apple's arm64, and Intel's fetch them in pairs): without
// the padding, eight numbers would share a line, and writing one would take the other seven away
// from everybody else's cache. Nothing would be wrong, and nothing would be won.
//
// Half of the padding comes first, as every Add reads the beginning of its Counter, to see that it is
// not nil. If the first number were there, everybody would read what one goroutine writes.
type shard struct {
	_ [64]byte
	n atomic.Int64
	_ [64 - 8]byte
}

// Counter is a sum that is spread over many numbers, so that goroutines that add at the same time
// rarely touch the same one: the statistical counter of Paul E. McKenney, "Is Parallel Programming
// Hard, And, If So, What Can You Do About It?" (arXiv:1701.00854, 2017, chapter Counting).
//
// There a thread adds to a number of its own. Go gives a goroutine no number, nor does it say on which
// processor it runs; but each runs on a stack that no other has, and where that is costs nothing to
// know. So it chooses the number; see the source of stripe. Two goroutines may still meet on a shard,
// and those that do stay together. Unlike the workers of [UnsafeSharedSlot] they lose nothing by it,
// because a shard is added to in one atomic step: it takes as long as with one number for all.
//
// Value reads the shards one after the other while others go on adding. That keeps the contract of a
// counter:
//
//   - Each Add changes one shard once, and is in the sum if and only if it did so before Value read
//     that shard.
//   - An Add that happens before the call of Value comes before the read of its shard too.
//   - Where only positive deltas are added, no shard goes back, so no later Value of the same
//     goroutine is smaller.
//
// It is not linearizable, though: the sum need not be one that the counter ever had. A goroutine
// adds 1 and then takes it back from deeper in its stack; Value reads the first Add's shard before it,
// the second one's after it, and returns -1. Once the adders have been waited for, Value is exact.
//
// There is no Reset, since there is no right one: see [UnsafeReset]. Subtract what the last Value was.
//
// A Counter orders nothing that a caller could rely on: Value does not say which Adds it saw, and no
// Add happens before it by being in the sum. The zero value is a counter at 0. A Counter must not be
// copied after first use. Add and Value are wait-free and allocate nothing. Add is O(1), one atomic
// addition; Value takes 32 loads.
type Counter struct {
	shards [shardCount]shard
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) { c.shards[stripe()].n.Add(delta) }

// Value returns the sum of all Adds that happen before it, and of those that it came across among
// the Adds that run at the same time.
func (c *Counter) Value() int64 {
	var sum int64
	for i := range c.shards {
		sum += c.shards[i].n.Load()
	}
	return sum
}
