package tls

import (
	"sync"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// Two shards never share a cache line, whatever address the first one has.
func TestShardsFillLines(t *testing.T) {
	assert.EqualValues(t, 128, unsafe.Sizeof(shard{}))
	assert.EqualValues(t, 64, unsafe.Offsetof(shard{}.n), "on another line than the beginning of a Counter")
	assert.EqualValues(t, 4<<10, unsafe.Sizeof(Counter{}), "the size that the package comment names")
	assert.Zero(t, shardCount&(shardCount-1), "a power of two")
}

// Add reaches every shard: a counter of one shard would pass all other tests. The goroutines are all there at once,
// so that no two have the same stack.
func TestAddSpreads(t *testing.T) {
	const goroutines = 100 * shardCount
	var c Counter
	var there, done sync.WaitGroup
	there.Add(goroutines)
	for range goroutines {
		done.Go(func() {
			c.Add(1)
			there.Done()
			there.Wait()
		})
	}
	done.Wait()
	for i := range c.shards {
		assert.Positive(t, c.shards[i].n.Load(), "shard %d", i)
	}
}

// Value reads every shard, also one behind others that nobody has used.
func TestValueReadsAllShards(t *testing.T) {
	for i := range shardCount {
		var c Counter
		c.shards[i].n.Store(1)
		assert.EqualValues(t, 1, c.Value(), "shard %d", i)
	}
}

// A goroutine that stands still in its stack stays with its shard, and so with a line that is in its cache.
func TestAddStays(t *testing.T) {
	var c Counter
	for range 100 {
		c.Add(1)
	}
	used := 0
	for i := range c.shards {
		if c.shards[i].n.Load() != 0 {
			used++
		}
	}
	assert.Equal(t, 1, used, "shards that were added to")
}

// Of 16 goroutines whose stacks lie next to each other, as they do where a program starts them together, no two meet.
// Had each drawn its shard, one pair in 32 would.
func TestNeighboursDoNotMeet(t *testing.T) {
	for size := uintptr(2 << 10); size <= 16<<10; size *= 2 {
		assert.Zero(t, meetings(0xc0000000, size, 16), "stacks of %d bytes", size)
	}
}

// meetings returns how many pairs of stacks have the same shard: of so many that follow each other, wherever in a
// mebibyte the first one is.
func meetings(first, size uintptr, goroutines int) (met int) {
	const frames = 150 // bytes of a stack that are in use, from its end down
	for at := first; at < first+1<<20; at += size {
		for i := range goroutines {
			for j := range i {
				if spread(at+uintptr(i+1)*size-frames) == spread(at+uintptr(j+1)*size-frames) {
					met++
				}
			}
		}
	}
	return met
}
