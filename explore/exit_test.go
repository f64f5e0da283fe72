package explore_test

import (
	goruntime "runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// caught calls f, and says whether it has panicked and whether it has returned.
func caught(f func()) (recovered any, returned bool) {
	defer func() { recovered = recover() }()
	f()
	return nil, true
}

// What ends a goroutine is not stopped by a deferred call that recovers: there is nothing to recover.
func TestExitIsNoPanic(t *testing.T) {
	for name, exit := range map[string]func(t *explore.T){
		"Goexit":  func(*explore.T) { runtime.Goexit() },
		"FailNow": (*explore.T).FailNow,
		"SkipNow": (*explore.T).SkipNow,
		"Fatal":   func(t *explore.T) { t.Fatal("fatal") },
		"twice": func(*explore.T) {
			defer runtime.Goexit()
			runtime.Goexit()
		},
		"after a panic": func(*explore.T) {
			defer runtime.Goexit() // which ends the panic
			panic("forgotten")
		},
		"before a panic that is recovered": func(*explore.T) {
			defer func() { _ = recover() }()
			defer panic("recovered")
			runtime.Goexit()
		},
		"a fatal error": func(*explore.T) {
			var mu sync.Mutex
			mu.Unlock()
		},
	} {
		r := explore.Run(func(t *explore.T) {
			t.Go(func() {
				recovered, returned := caught(func() { exit(t) })
				t.Errorf("goes on: %v %v", recovered, returned)
			})
			t.Wait()
		}, explore.KeepGoing())
		for _, f := range r.Failures {
			assert.NotContains(t, f.Message, "goes on", name)
			assert.NotEqual(t, explore.Panic, f.Kind, name)
		}
	}
}

// Deferred calls of goroutines that exit are steps like any others: here two of them are in the middle of their
// exits at a time, and one may be for ever.
func TestExitsInterleave(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	for _, strategy := range []explore.Strategy{explore.DPOR, explore.DFS} {
		sums := map[int]bool{}
		r := explore.Run(func(t *explore.T) {
			x := memory.NewVar(0)
			for range 2 {
				t.Go(func() {
					defer func() { x.Store(x.Load() + 1) }()
					defer x.Load()
					runtime.Goexit()
				})
			}
			t.Wait()
			sums[x.Load()] = true
		}, explore.Using(strategy), explore.IgnoreRaces())
		assert.False(t, r.Failed(), r)
		assert.Equal(t, map[int]bool{1: true, 2: true}, sums)

		r = explore.Run(func(t *explore.T) {
			c := channel.Make[int](1)
			t.Go(func() {
				defer channel.Recv(c)
				runtime.Goexit()
			})
			t.Go(func() {
				if channel.Len(c) == 0 {
					runtime.Goexit()
				}
			})
		}, explore.Using(strategy), explore.KeepGoing())
		require.Len(t, r.Failures, 1)
		assert.Equal(t, explore.Leak, r.Failures[0].Kind)
		assert.Equal(t, "g1 waits to receive from c, and nobody sends", r.Failures[0].Message)
	}
}

// How a goroutine ends that does not return, and what is said of it.
func TestEnds(t *testing.T) {
	for _, e := range []struct {
		name string
		says string
		body func(t *explore.T)
	}{
		{"the test exits", "panic: test executed panic(nil) or runtime.Goexit", func(*explore.T) { runtime.Goexit() }},
		{"a subtest exits", "panic: test executed panic(nil) or runtime.Goexit", func(t *explore.T) {
			t.Run("sub", func(*explore.T) { runtime.Goexit() })
		}},
		{"another goroutine exits", "", func(t *explore.T) { t.Go(runtime.Goexit) }},
		{"a panic with nil", "panic: " + new(goruntime.PanicNilError).Error(), func(t *explore.T) { t.Go(func() { panic(nil) }) }},
		{"a panic with nil in the test", "panic: " + new(goruntime.PanicNilError).Error(), func(*explore.T) { panic(nil) }},
		{"a panic in a deferred call of a Goexit", "panic: boom", func(t *explore.T) {
			t.Go(func() {
				defer panic("boom")
				runtime.Goexit()
			})
		}},
		{"a panic in a deferred call of FailNow comes after the failure", "failed: failed", func(t *explore.T) {
			defer panic("boom")
			t.FailNow()
		}},
		{"a panic in a deferred call of a panic", "panic: second", func(t *explore.T) {
			t.Go(func() {
				defer panic("second")
				panic("first")
			})
		}},
		{"what a shim panics with is recovered", "", func(t *explore.T) {
			c := channel.Make[int](0)
			channel.Close(c)
			var wg sync.WaitGroup
			var once sync.Once
			for _, f := range []func(){
				func() { channel.Close(c) },
				func() { channel.Send(c, 1) },
				wg.Done,
				func() { once.Do(func() { channel.Close(c) }) },
				sync.OnceFunc(func() { channel.Close(c) }),
			} {
				if recovered, _ := caught(f); recovered == nil {
					t.Error("no panic")
				}
			}
			once.Do(func() { channel.Close(c) }) // it has been done
		}},
		{"a panic crosses Once, which is done, and a lock, which is not released", "deadlock: main waits to lock mu, which main holds", func(*explore.T) {
			var mu sync.Mutex
			var once sync.Once
			caught(func() {
				once.Do(func() {
					mu.Lock()
					panic("inside")
				})
			})
			once.Do(mu.Unlock)
			mu.Lock()
		}},
		{"a fatal error is not recovered", "fatal error: sync: unlock of unlocked mutex", func(*explore.T) {
			var mu sync.Mutex
			caught(mu.Unlock)
		}},
	} {
		r := explore.Run(e.body)
		if e.says == "" {
			assert.False(t, r.Failed(), "%s: %s", e.name, r)
			continue
		}
		if assert.Len(t, r.Failures, 1, e.name) {
			assert.Equal(t, e.says, string(r.Failures[0].Kind)+": "+r.Failures[0].Message, e.name)
		}
	}
}

// A FailNow of a real test's is none of the execution's, wherever it comes.
func TestRealGoexit(t *testing.T) {
	for _, body := range []func(t *explore.T){
		func(t *explore.T) { t.Go(goruntime.Goexit) },
		func(t *explore.T) {
			t.Go(func() { // which has a goroutine of its own resume all others
				defer channel.Recv(channel.Make[int](0))
				runtime.Goexit()
			})
			memory.NewVar(0).Load()
			goruntime.Goexit()
		},
	} {
		r := explore.Run(body)
		if assert.Len(t, r.Failures, 1) {
			assert.Equal(t, explore.Refused, r.Failures[0].Kind)
		}
	}
	assert.True(t, explore.Run(lostUpdate, explore.IgnoreRaces()).Exhaustive)
}
