package explore_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	shimtime "github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// Subtests have names, and end without their test.
func TestSubtests(t *testing.T) {
	var names []string
	var failed, skipped []bool
	r := explore.Run(func(t *explore.T) {
		names, failed, skipped = nil, nil, nil
		note := func(u *explore.T) { names = append(names, u.Name()) }
		for _, end := range []func(u *explore.T){
			func(*explore.T) {},
			(*explore.T).FailNow,
			(*explore.T).SkipNow,
			func(u *explore.T) { u.Run("inner", note) },
		} {
			var sub *explore.T
			ok := t.Run("sub", func(u *explore.T) {
				sub = u
				note(u)
				end(u)
			})
			assert.Equal(t, ok, !sub.Failed())
			failed = append(failed, sub.Failed())
			skipped = append(skipped, sub.Skipped())
		}
	})
	assert.Equal(t, []string{"sub", "sub#01", "sub#02", "sub#03", "sub#03/inner"}, names)
	assert.Equal(t, []bool{false, true, false, false}, failed)
	assert.Equal(t, []bool{false, false, true, false}, skipped)
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "sub#01: failed", r.Failures[0].Message)
}

// A FailNow ends the goroutine that calls it, with its deferred calls, and no other.
func TestFailNowInGoroutine(t *testing.T) {
	deferred, other := 0, 0
	r := explore.Run(func(t *explore.T) {
		t.Go(func() {
			defer func() { deferred++ }()
			if t.FailNow(); t.Failed() {
				t.Error("goes on")
			}
		})
		t.Go(func() { other++ })
		t.Wait()
	}, explore.KeepGoing())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "failed", r.Failures[0].Message)
	assert.Positive(t, deferred)
	assert.Equal(t, deferred, other)
}

// What is logged is that of the failing execution.
func TestLog(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		x := memory.NewVar(0)
		t.Go(func() { x.Store(1) })
		t.Logf("x is %d", x.Load())
		if x.Load() == 1 {
			t.Error("seen")
		}
	}, explore.IgnoreRaces())
	require.Len(t, r.Failures, 1)
	assert.NotEmpty(t, r.Failures[0].Trace.Logged)
	assert.Contains(t, r.String(), "logged: x is ")
}

// A reader that locks again waits for a writer that waits for the reader.
func TestWriterPreference(t *testing.T) {
	for _, strategy := range []explore.Strategy{explore.DPOR, explore.DFS} {
		r := explore.Run(func(t *explore.T) {
			var rw sync.RWMutex
			t.Go(func() {
				rw.RLock()
				defer rw.RUnlock()
				rw.RLock()
				defer rw.RUnlock()
			})
			written := false
			t.Go(func() {
				rw.Lock()
				written = true
				rw.Unlock()
			})
			t.Wait()
			assert.True(t, written)
		}, explore.Using(strategy))
		require.Len(t, r.Failures, 1, strategy)
		assert.Equal(t, explore.Deadlock, r.Failures[0].Kind)
		assert.Equal(t, "g1 waits to read-lock rw, behind g2, which waits to lock it; g2 waits to lock rw, which g1 holds", r.Failures[0].Message)
	}
}

// A Cond may have any lock. Who waits there waits at the Cond, however it does so.
func TestWaitsAtCond(t *testing.T) {
	for name, lock := range map[string]sync.Locker{
		"Mutex": new(sync.Mutex), "RLocker": new(sync.RWMutex).RLocker(), "embedded": struct{ sync.Locker }{new(sync.Mutex)},
	} {
		t.Run(name, func(t *testing.T) {
			r := explore.Run(func(t *explore.T) {
				changed := sync.NewCond(lock)
				t.Go(func() {
					changed.L.Lock()
					changed.Wait()
				})
				t.Wait()
			})
			require.Len(t, r.Failures, 1)
			assert.Equal(t, "g1 waits at changed, which nobody signals", r.Failures[0].Message)
		})
	}
}

// A goroutine that spins, and says so, waits for a change.
func TestSpin(t *testing.T) {
	wait := func(flag *atomic.Bool) {
		for !flag.Load() {
			runtime.Gosched()
		}
	}
	r := explore.Run(func(t *explore.T) {
		var flag atomic.Bool
		t.Go(func() { wait(&flag) })
		t.Go(func() { flag.Store(true) })
		t.Wait()
	})
	assert.False(t, r.Failed(), r)
	assert.True(t, r.Exhaustive)
	assert.Equal(t, 2, r.Executions, "it looks before, or it looks after")

	r = explore.Run(func(t *explore.T) {
		var a, b atomic.Bool
		t.Go(func() { wait(&a); b.Store(true) })
		t.Go(func() { wait(&b); a.Store(true) })
		t.Wait()
	}, explore.Steps(200))
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Livelock, r.Failures[0].Kind)
	assert.Contains(t, r.Failures[0].Message, "nobody goes on but g1 and g2")

	// One that gives up after some looks is not accused.
	r = explore.Run(func(t *explore.T) {
		var flag atomic.Bool
		for range 5 {
			if flag.Load() {
				break
			}
			runtime.Gosched()
		}
	})
	assert.False(t, r.Failed(), r)
}

// A goroutine that spins, and does not say so, waits for a change too, once it has looked often enough.
func TestSilentSpin(t *testing.T) {
	run := func(body func(t *explore.T)) *explore.Report {
		each := explore.Run(body, explore.KeepGoing())
		assert.True(t, each.Exhaustive)
		assert.Zero(t, each.Redundant)
		assert.False(t, each.Failed(), each)
		if !raced { // where a switch takes five times as long
			every := explore.Run(body, explore.Using(explore.DFS), explore.KeepGoing())
			assert.True(t, every.Exhaustive)
			assert.Equal(t, len(every.Outcomes), len(each.Outcomes))
		}
		return each
	}
	for name, wait := range map[string]func(flag *atomic.Bool){
		"load": func(flag *atomic.Bool) {
			for !flag.Load() {
			}
		},
		"compare-and-swap": func(flag *atomic.Bool) {
			for !flag.CompareAndSwap(true, false) {
			}
		},
	} {
		r := run(func(t *explore.T) {
			var flag atomic.Bool
			t.Go(func() { wait(&flag) })
			t.Go(func() { flag.Store(true) })
			t.Wait()
		})
		assert.Less(t, r.Executions, 250, name)
	}
	if raced { // the rest takes its time
		return
	}
	run(func(t *explore.T) {
		done := channel.Make[int](1)
		t.Go(func() { channel.Send(done, 1) })
		for {
			if chosen, _ := channel.Select(true, channel.RecvCase(done, nil)); chosen == 0 {
				break
			}
		}
	})
	stuck := explore.Run(func(t *explore.T) {
		var a, b atomic.Bool
		t.Go(func() {
			for !a.Load() {
			}
			b.Store(true)
		})
		for !b.Load() {
		}
		a.Store(true)
	}, explore.Steps(1000))
	require.Len(t, stuck.Failures, 1)
	assert.Equal(t, explore.Livelock, stuck.Failures[0].Kind)
	// Who looks at many things, or gives up, does not spin.
	r := run(func(t *explore.T) {
		var flags [10]atomic.Bool
		t.Go(func() { flags[9].Store(true) })
		seen := 0
		for i := range flags {
			if flags[i].Load() {
				seen++
			}
		}
		for range 40 {
			if flags[9].Load() {
				seen++
			}
		}
		t.Outcome("%d", seen)
	})
	assert.Len(t, r.Outcomes, 42)
}

// A search that takes its time says so.
func TestProgress(t *testing.T) {
	explore.SetProgressInterval(time.Millisecond)
	defer explore.SetProgressInterval(2 * time.Second)
	var b bytes.Buffer
	explore.Run(func(t *explore.T) {
		x := memory.NewVar(0)
		for range 2 {
			t.Go(func() { x.Store(x.Load() + 1) })
		}
	}, explore.IgnoreRaces(), explore.Using(explore.Random), explore.Executions(1<<30), explore.For(50*time.Millisecond), explore.Progress(&b))
	assert.Regexp(t, `^explore: \d+ executions\n`, b.String())
}

// A panic is shown with the line that it comes from.
func TestPanicPlace(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		var nobody []int
		t.Go(func() { nobody[3]++ })
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "runtime error: index out of range [3] with length 0", r.Failures[0].Message)
	assert.Contains(t, r.String(), "nobody[3]++")
}

// Objects that are met late may cost executions; those that are announced do not.
func TestShare(t *testing.T) {
	run := func(share bool) *explore.Report {
		return explore.Run(func(t *explore.T) {
			var s struct {
				mu [2]sync.Mutex
				n  [2]memory.Var[int]
			}
			if share {
				t.Share(&s)
			}
			for i := range 4 {
				t.Go(func() {
					s.mu[i%2].Lock()
					defer s.mu[i%2].Unlock()
					s.n[i%2].Store(s.n[i%2].Load() + 1)
				})
			}
		})
	}
	late, shared := run(false), run(true)
	assert.Equal(t, 4, late.Executions-late.Redundant)
	assert.Positive(t, late.Redundant)
	assert.Equal(t, 4, shared.Executions)
	assert.Zero(t, shared.Redundant)
}

// What a timer does is shown where the timer was started.
func TestTimerPlace(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		var done atomic.Bool
		shimtime.AfterFunc(1, func() { done.Store(true) })
		t.Wait()
		if done.Load() {
			t.Error("done")
		}
	})
	require.Len(t, r.Failures, 1)
	text := r.String()
	assert.Regexp(t, `main +clock +g`, text)
	assert.Regexp(t, `fire +t_test.go:\d+ +shimtime.AfterFunc\(1`, text)
	assert.NotContains(t, text, "?")
}
