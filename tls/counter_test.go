package tls_test

import (
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/tls"
	"github.com/stretchr/testify/assert"
)

var _ counter.Counter = (*tls.Counter)(nil)

func TestCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(tls.Counter) })
}

// Writers that start from different sides of a Value must each find their own Adds in it, whichever
// shards those went to.
func TestCounterIncludesOwnAdds(t *testing.T) {
	var c tls.Counter
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var last int64
			for own := range int64(2000) {
				c.Add(1)
				v := c.Value()
				if !assert.Greater(t, v, own, "Value misses an Add of its own goroutine") ||
					!assert.Greater(t, v, last, "Value went back") {
					return
				}
				last = v
			}
		})
	}
	wg.Wait()
	assert.EqualValues(t, 4*2000, c.Value())
}

func TestResetIsRightAlone(t *testing.T) {
	var c tls.UnsafeReset
	for n := range int64(5) {
		for range n {
			c.Add(1)
		}
		assert.Equal(t, n, c.Take())
	}
	assert.Zero(t, c.Take())
}
