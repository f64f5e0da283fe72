package explore_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// crowd has so many goroutines at one channel that to look for all that could have come otherwise takes minutes.
func crowd(t *explore.T) {
	const n = 150
	c, limit := channel.Make[int](0), channel.Make[int](n)
	for range n {
		channel.Send(limit, 1)
		t.Go(func() {
			channel.Send(c, 1)
			channel.Recv(limit)
		})
	}
	for range n {
		channel.Recv(c)
	}
}

// A search ends in time, also while it looks back on an execution.
func TestLookBackInTime(t *testing.T) {
	r := explore.Run(crowd, explore.For(200*time.Millisecond))
	assert.Empty(t, r.Failures)
	assert.Equal(t, 1, r.Executions)
	assert.False(t, r.Exhaustive)
	assert.False(t, r.Large)
	assert.Equal(t, "after 200ms, as asked", r.Stopped)
}

// Where there may be executions without an end, one that is too large for the search is left early.
func TestLarge(t *testing.T) {
	r := explore.Run(crowd, explore.For(time.Second), explore.Endless())
	assert.Empty(t, r.Failures)
	assert.True(t, r.Large)
	assert.Equal(t, "at an execution that has too many choices to look for all", r.Stopped)
}

// A goroutine that reads and writes in turn cannot hold up itself, however often it does.
func TestManyReads(t *testing.T) {
	r := explore.Run(func(*explore.T) {
		var mu sync.RWMutex
		for range 2000 {
			mu.RLock()
			mu.RUnlock() //nolint:staticcheck // nothing is read
			mu.Lock()
			mu.Unlock() //nolint:staticcheck // nothing is written
		}
	})
	assert.Empty(t, r.Failures)
	assert.True(t, r.Exhaustive)
}

// What is skipped in every execution is known to be.
func TestSkipped(t *testing.T) {
	r := explore.Run(func(t *explore.T) { t.Skip("no network") })
	assert.True(t, r.Exhaustive)
	assert.Equal(t, 1, r.Skipped)
	assert.Equal(t, "no network", r.SkipReason)

	r = explore.Run(func(t *explore.T) {
		t.Run("sub", func(t *explore.T) { t.Skip("no network") })
	})
	assert.Zero(t, r.Skipped)
}

// A race of an execution that cannot be run again is told as what it shows.
func TestRaceAstray(t *testing.T) {
	executions := 0
	r := explore.Run(func(t *explore.T) {
		if executions++; executions != 3 { // two have shown that it is repeatable
			return
		}
		x := memory.NewVar(0)
		for range 10 {
			x.Load()
		}
		t.Go(func() { x.Store(1) })
		x.Store(2)
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Nondeterminism, r.Failures[0].Kind)
	assert.Contains(t, r.Failures[0].Message, "cannot be run again")
}
