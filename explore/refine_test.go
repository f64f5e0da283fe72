package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// tracesOf explores the body, and returns how many traces lead to each outcome.
func tracesOf(t *testing.T, body func(t *explore.T), options ...explore.Option) map[string]int {
	t.Helper()
	r := explore.Run(body, options...)
	assert.False(t, r.Failed(), r)
	assert.True(t, r.Exhaustive)
	assert.Zero(t, r.Redundant)
	got := map[string]int{}
	for _, o := range r.Outcomes {
		got[o.Result] = o.Executions
	}
	return got
}

// tryBehindWriter has a goroutine try to read-lock what only readers hold. It fails if a writer waits for them.
func tryBehindWriter(t *explore.T) {
	var rw sync.RWMutex
	t.Share(&rw)
	rw.RLock()
	t.Go(func() {
		rw.Lock()
		rw.Unlock() //nolint:staticcheck // nobody has to do anything in between
	})
	got := rw.TryRLock()
	if got {
		rw.RUnlock()
	}
	rw.RUnlock()
	t.Outcome("%v", got)
}

// That a TryRLock fails since a writer waits is explored, in each trace once.
func TestTryRLockBehindWriter(t *testing.T) {
	got := tracesOf(t, tryBehindWriter)
	assert.Contains(t, got, "true")
	assert.Contains(t, got, "false")
	for _, option := range []explore.Option{explore.Using(explore.DFS), explore.Preemptions(1)} {
		r := explore.Run(tryBehindWriter, option)
		assert.False(t, r.Failed(), r)
		assert.Len(t, r.Outcomes, 2, r.Strategy)
	}
	for _, strategy := range []explore.Strategy{explore.Random, explore.PCT} {
		r := explore.Run(tryBehindWriter, explore.Using(strategy), explore.Executions(200))
		assert.Len(t, r.Outcomes, 2, strategy)
	}

	// The schedule can be run again, and says what it is that makes it fail.
	found := func(t *explore.T) {
		var rw sync.RWMutex
		rw.RLock()
		t.Go(func() {
			rw.Lock()
			defer rw.Unlock()
		})
		if !rw.TryRLock() {
			t.Error("only readers hold it")
		}
	}
	r := explore.Run(found)
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.String(), "ask to lock rw")
	again := explore.Run(found, explore.Replay(r.Failures[0].Trace.Replay))
	require.Len(t, again.Failures, 1)
	assert.Equal(t, r.Failures[0].Trace, again.Failures[0].Trace)
}

// A program in which it makes no difference is not accused; where writers prevail for ever, it is.
func TestTryRLockIsExact(t *testing.T) {
	got := tracesOf(t, func(t *explore.T) {
		var rw sync.RWMutex
		n := memory.NewVar(0)
		t.Share(&rw)
		t.Go(func() {
			rw.Lock()
			n.Store(n.Load() + 1)
			rw.Unlock()
		})
		for range 2 {
			t.Go(func() {
				if !rw.TryRLock() {
					rw.RLock()
				}
				n.Load()
				rw.RUnlock()
			})
		}
		t.Wait()
		t.Outcome("%d", n.Load())
	})
	assert.Len(t, got, 1)
	assert.Contains(t, got, "1")

	r := explore.Run(func(t *explore.T) {
		var rw sync.RWMutex
		t.Go(func() {
			rw.RLock()
			if rw.TryRLock() {
				rw.RUnlock()
			}
			rw.RLock()
			rw.RUnlock() //nolint:staticcheck // nobody has to do anything in between
			rw.RUnlock()
		})
		t.Go(rw.Lock)
		t.Wait()
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Deadlock, r.Failures[0].Kind)
	assert.Equal(t, "g1 waits to read-lock rw, behind g2, which waits to lock it; g2 waits to lock rw, which g1 holds", r.Failures[0].Message)
}

// All that NumGoroutine can say is explored. Programs that do not ask do not pay.
func TestNumGoroutine(t *testing.T) {
	count := func(t *explore.T) {
		for range 2 {
			t.Go(func() {})
		}
		n := runtime.NumGoroutine()
		t.Wait()
		t.Outcome("%d, and then %d", n, runtime.NumGoroutine())
	}
	want := map[string]int{"3, and then 1": 1, "2, and then 1": 2, "1, and then 1": 1}
	assert.Equal(t, want, tracesOf(t, count), "the order of the ends makes no difference")
	assert.Len(t, explore.Run(count, explore.Using(explore.DFS)).Outcomes, 3)
	assert.Equal(t, 1, explore.Run(func(t *explore.T) {
		for range 2 {
			t.Go(func() {})
		}
		t.Wait()
	}).Executions)

	// A goroutine that is started elsewhere.
	assert.Equal(t, map[string]int{"1": 1, "2": 3, "3": 1}, tracesOf(t, func(t *explore.T) {
		t.Go(func() { t.Go(func() {}) })
		t.Outcome("%d", runtime.NumGoroutine())
	}))

	// One that only some schedules come to.
	late := func(t *explore.T) {
		var x atomic.Int64
		t.Go(func() { x.Add(1) })
		t.Go(func() {})
		if x.Load() == 1 {
			t.Outcome("%d", runtime.NumGoroutine())
		}
	}
	assert.Len(t, explore.Run(late).Outcomes, 3)
	first := explore.Run(late, explore.Shard(1, 2))
	second := explore.Run(late, explore.Shard(2, 2))
	if !first.Failed() && !second.Failed() {
		merged, err := explore.Merge([]*explore.Report{first, second})
		require.NoError(t, err)
		assert.Len(t, merged.Outcomes, 3)
	}
}

// A leak and a panic are what they are also where goroutines are counted.
func TestNumGoroutineOfTheStuck(t *testing.T) {
	c := func(t *explore.T) {
		c := channel.Make[int](0)
		t.Go(func() { channel.Recv(c) })
		t.Go(func() {
			defer func() { _ = recover() }()
			panic("recovered")
		})
		t.Outcome("%d", runtime.NumGoroutine())
	}
	r := explore.Run(c, explore.KeepGoing())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Leak, r.Failures[0].Kind)
	again := explore.Run(c, explore.Replay(r.Failures[0].Trace.Replay))
	require.Len(t, again.Failures, 1)
	assert.Equal(t, r.Failures[0].Trace, again.Failures[0].Trace)

	r = explore.Run(func(t *explore.T) {
		t.Go(func() { panic("boom") })
		t.Go(runtime.Goexit)
		for runtime.NumGoroutine() > 1 {
			runtime.Gosched()
		}
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "boom", r.Failures[0].Message)
}

// A loop that waits until the others have ended comes to its end.
func TestNumGoroutineAwaited(t *testing.T) {
	tracesOf(t, func(t *explore.T) {
		x := memory.NewVar(0)
		t.Go(func() { x.Store(1) })
		for runtime.NumGoroutine() > 1 {
			runtime.Gosched()
		}
	})
}
