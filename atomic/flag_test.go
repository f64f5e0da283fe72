package atomic_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/atomic"
)

func TestFlag(t *testing.T) {
	var f atomic.Flag
	assert.False(t, f.IsSet())
	before := f.Done()
	assert.Equal(t, before, f.Done(), "one channel for all who wait")
	assert.False(t, isClosed(before))
	assert.True(t, f.Set())
	assert.True(t, f.IsSet())
	assert.True(t, isClosed(before))
	assert.True(t, isClosed(f.Done()))
	assert.False(t, f.Set(), "it fires once")
	assert.True(t, f.IsSet())

	var other atomic.Flag
	assert.False(t, other.IsSet(), "each Flag fires by itself")
	assert.False(t, isClosed(other.Done()))
}

// Many wait, many set: one is told that it did, and nobody waits any longer.
func TestFlagTogether(t *testing.T) {
	defer goleak.VerifyNone(t)
	var f atomic.Flag
	var first atomic.Counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { <-f.Done() })
		wg.Go(func() {
			if f.Set() {
				first.Add(1)
			}
		})
	}
	wg.Wait()
	assert.EqualValues(t, 1, first.Value())
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
