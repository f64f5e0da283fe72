package lockfree

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A Counter that nobody reads keeps nothing: the Adds collect as much as they put in.
func TestCounterStaysShort(t *testing.T) {
	var c Counter
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	left := 0
	for n := c.increments.head.Load().next.Load(); n != nil; n = n.next.Load() {
		left++
	}
	assert.Zero(t, left, "increments in the queue")
	assert.EqualValues(t, 4*1000, c.Value())
}
