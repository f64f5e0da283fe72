package tls

import (
	"math/rand/v2"
	"sync/atomic"
)

// shardCount is how many numbers a Counter is spread over: a power of two, so that a mask can choose
// one, and more than most machines have processors, so that two of them rarely choose the same.
const shardCount = 32

// A shard is one of a Counter's numbers, alone on its cache lines. Processors pass whole lines of
// memory around (64 bytes on amd64, 128 on Apple's arm64, and Intel's fetch them in pairs): without
// the padding, eight numbers would share a line, and writing one would take the other seven away
// from everybody else's cache. Nothing would be wrong, and nothing would be won.
type shard struct {
	n atomic.Int64
	_ [128 - 8]byte
}

// Counter is a sum that is spread over many numbers, so that goroutines that add at the same time
// rarely touch the same one.
//
// Go does not tell a goroutine which processor it runs on, nor give it an id to choose a number by,
// so Add chooses at random. math/rand/v2's functions are made for that: the runtime keeps a generator
// for each of its threads, and a thread takes the next number from its own without a lock. Two
// goroutines may still meet on a shard. Unlike the workers of [UnsafeSharedSlot] they lose nothing by
// it, because a shard is added to in one atomic step; it only takes longer.
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
// adds 1 and then takes it back; Value reads the first Add's shard before it, the second one's after
// it, and returns -1. Once the adders have been waited for, Value is exact.
//
// A Counter orders nothing that a caller could rely on: Value does not say which Adds it saw.
// The zero value is a counter at 0. A Counter must not be copied after first use. Add and Value are
// wait-free; Value takes 32 loads.
type Counter struct {
	shards [shardCount]shard
}

// Add adds delta to the sum.
func (c *Counter) Add(delta int64) {
	c.shards[rand.Uint32()%shardCount].n.Add(delta)
}

// Value returns the sum of all Adds that happen before it, and of those that it came across among
// the Adds that run at the same time.
func (c *Counter) Value() int64 {
	var sum int64
	for i := range c.shards {
		sum += c.shards[i].n.Load()
	}
	return sum
}
