package mutex_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/explored"
	"github.com/counterpoint-go/counterpoint/mutex"
)

// Two have the same key in turn. No lock is left, whoever was last.
func TestExploredKeyed(t *testing.T) {
	var k mutex.Keyed[string]
	n := 0
	explored.Together(2, func(int) { k.With("a", func() { n++ }) })
	assert.Equal(t, 2, n)
	assert.Zero(t, k.Known())
}

// Two have keys of their own. To each it looks as if the other were not there.
func TestExploredKeyedOfTwoKeys(t *testing.T) {
	var k mutex.Keyed[int]
	var n [2]int
	explored.Together(2, func(i int) { assert.True(t, k.TryWith(i, func() { n[i]++ })) })
	assert.Equal(t, [2]int{1, 1}, n)
	assert.Zero(t, k.Known())
}

// A key that is unlocked stays known while another waits for it: the one that comes then must not get a new lock.
func TestExploredKeyedIsKeptForWhoWaits(t *testing.T) {
	var k mutex.Keyed[string]
	n, want := 0, 1
	unlock := k.Lock("a")
	var wg sync.WaitGroup
	wg.Go(func() { k.With("a", func() { n++ }) })
	unlock()
	if k.TryWith("a", func() { n++ }) {
		want = 2
	}
	wg.Wait()
	assert.Equal(t, want, n)
	assert.Zero(t, k.Known())
}

// One who waits for a key gives up while its holder unlocks it and another comes.
func TestExploredKeyedGivesUp(t *testing.T) {
	var k mutex.Keyed[string]
	n := 0
	ctx, cancel := context.WithCancel(context.Background())
	unlock := k.Lock("a")
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := k.WithContext(ctx, "a", func() { n++ }); err != nil {
			assert.Equal(t, context.Canceled, err)
			n++
		}
	})
	cancel()
	unlock()
	wg.Wait()
	assert.Equal(t, 1, n)
	assert.Zero(t, k.Known())
}
