package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// early has its mistake at the beginning, and after that so much that may come in any order that a search that varies
// the ends of executions first is long at it.
func early(t *explore.T) {
	var n, noise atomic.Int64
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			n.Store(n.Load() + 1)
			for range 10 {
				noise.Add(1)
			}
		})
	}
	wg.Wait()
	if n.Load() != 4 {
		t.Error("lost update")
	}
}

// What the search is far from, samples come by; twice the same way.
func TestSampling(t *testing.T) {
	const executions = 200
	alone := explore.Run(early, explore.Executions(executions))
	assert.False(t, alone.Failed(), "the search finds it by itself: make it larger")
	r := explore.Run(early, explore.Sampling(), explore.Executions(executions))
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "lost update", r.Failures[0].Message)
	assert.Positive(t, r.Sampled)
	assert.Contains(t, r.Summary(), "sampled beside")
	assert.Equal(t, r.String(), explore.Run(early, explore.Sampling(), explore.Executions(executions)).String())
	again := explore.Run(early, explore.Replay(r.Failures[0].Trace.Replay))
	require.Len(t, again.Failures, 1)
}

// Samples leave the search what it is: as many executions, in as many steps, to the same outcomes, all of them.
func TestSamplingIsBeside(t *testing.T) {
	if raced {
		t.Skip("a switch takes five times as long")
	}
	body := func(t *explore.T) {
		var n atomic.Int64
		var wg sync.WaitGroup
		for i := range 6 {
			wg.Go(func() { n.Store(int64(i)) })
		}
		wg.Wait()
		t.Outcome("%d", n.Load())
	}
	alone, beside := explore.Run(body), explore.Run(body, explore.Sampling())
	assert.Positive(t, beside.Sampled)
	assert.Zero(t, alone.Sampled)
	beside.Sampled = 0
	assert.Equal(t, alone, beside)
	assert.True(t, beside.Exhaustive)

	// It is over before there is one.
	assert.Zero(t, explore.Run(lostUpdate, explore.Sampling(), explore.KeepGoing()).Sampled)
}

// Of a long execution with channels only the beginning is varied, which is said.
func TestHorizon(t *testing.T) {
	if raced {
		t.Skip("to vary all of it takes long with the race detector")
	}
	long := func(t *explore.T) {
		c := channel.Make[int](1)
		for i := range 300 {
			channel.Send(c, i)
			channel.Recv(c)
		}
		t.Go(func() { channel.Send(c, 1) })
		t.Go(func() { channel.Recv(c) })
	}
	assert.True(t, explore.Run(long).Exhaustive)
	r := explore.Run(long, explore.Sampling())
	assert.False(t, r.Failed(), r)
	assert.False(t, r.Exhaustive)
	assert.Empty(t, r.Stopped)
}
