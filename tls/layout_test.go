package tls

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// Two shards never share a cache line, whatever address the first one has.
func TestShardsFillLines(t *testing.T) {
	assert.EqualValues(t, 128, unsafe.Sizeof(shard{}))
	assert.EqualValues(t, 4<<10, unsafe.Sizeof(Counter{}), "the size that the package comment names")
	assert.Zero(t, shardCount&(shardCount-1), "a power of two")
}

// Add reaches every shard: a counter of one shard would pass all other tests.
func TestAddSpreads(t *testing.T) {
	var c Counter
	for range 100 * shardCount {
		c.Add(1)
	}
	for i := range c.shards {
		assert.Positive(t, c.shards[i].n.Load(), "shard %d", i)
	}
}
