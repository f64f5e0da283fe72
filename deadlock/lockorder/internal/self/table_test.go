package self

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Who finds a key finds its value, also while others add and the slots grow; of several who add one key, one is first.
func TestTable(t *testing.T) {
	const keys = 1000
	var table Table[uint64]
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for key := uint64(1); key <= keys; key++ {
				value := key
				first := table.Add(key, &value)
				assert.Equal(t, key, *first)
				for k := uint64(1); k <= key; k += 37 {
					assert.Equal(t, k, *table.Get(k))
				}
				assert.Same(t, first, table.Get(key))
			}
		})
	}
	wg.Wait()
	assert.Nil(t, table.Get(keys+1))
}

// Each goroutine has a value of its own, until it removes it or another has its place.
func TestLocal(t *testing.T) {
	var local Local[int]
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			place, _ := ID()
			local.Set(place, &i)
			assert.Same(t, &i, local.Get(place))
			assert.Same(t, &i, local.Get(place))
			local.Remove(place)
			assert.Equal(t, Reused, local.Get(place) != nil)
		})
	}
	wg.Wait()
	one, two := 1, 2
	place, _ := ID()
	local.Set(place, &one)
	if old := local.Set(place, &two); Reused {
		assert.Same(t, &one, old)
	}
	assert.Same(t, &two, local.Get(place))
}
