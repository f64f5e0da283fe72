package testing_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	gotesting "testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	"github.com/counterpoint-go/counterpoint/explore/shim/testing"
)

// testRewritten is a test as ordinary code has it, with other imports.
func testRewritten(t *testing.T) {
	for _, n := range []int64{1, 2} {
		t.Run(fmt.Sprint(n, " adders"), func(t *testing.T) {
			t.Parallel()
			var total atomic.Int64
			var wg sync.WaitGroup
			for range n {
				wg.Go(func() { total.Add(1) })
			}
			wg.Wait()
			checkTotal(t, n, &total)
		})
	}
}

// checkTotal is a helper for tests and benchmarks.
func checkTotal(t testing.TB, want int64, total *atomic.Int64) {
	t.Helper()
	require.Equal(t, want, total.Load())
}

func TestRewritten(t *gotesting.T) {
	explore.Test(t, testRewritten)
	names := map[string]bool{}
	explore.Test(t, func(t *testing.T) {
		t.Run("a b", func(t *testing.T) { names[t.Name()] = true })
		names[t.Name()] = true
	})
	assert.Equal(t, map[string]bool{"TestRewritten": true, "TestRewritten/a_b": true}, names)
}

// outside is code that was not rewritten.
func outside(t gotesting.TB) { t.Fatal("from outside") }

// A T is a TB of the real package.
func TestTB(t *gotesting.T) {
	r := explore.Run(func(t *testing.T) {
		t.Run("sub", func(t *testing.T) { outside(t) })
		assert.True(t, t.Failed())
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "sub: from outside", r.Failures[0].Message)
	assert.Equal(t, "testing_test.go", filepath.Base(r.Failures[0].At.File))
}

// Parallel subtests go on together, when their parent's function has returned.
func TestParallel(t *gotesting.T) {
	orders := map[string]bool{}
	r := explore.Run(func(t *testing.T) {
		var mu sync.Mutex
		order := ""
		note := func(s string) {
			mu.Lock()
			defer mu.Unlock()
			order += s
		}
		t.Cleanup(func() { orders[order+"c"] = true })
		for _, name := range []string{"a", "b"} {
			t.Run(name, func(t *testing.T) {
				note("(")
				t.Parallel()
				note(name)
				t.Run("inner", func(*testing.T) { note("i") })
			})
		}
		note(".")
	})
	require.False(t, r.Failed(), r)
	assert.True(t, r.Exhaustive)
	assert.Zero(t, r.Redundant)
	assert.Equal(t, 6, r.Executions)
	want := map[string]bool{}
	for _, s := range []string{"aibi", "abii", "biai", "baii"} {
		want["((."+s+"c"] = true
	}
	assert.Equal(t, want, orders, "the two that end in ii are of two traces each")
}

// Two parallel subtests that share a variable have a data race.
func TestParallelRace(t *gotesting.T) {
	r := explore.Run(func(t *testing.T) {
		x := memory.NewVar(0)
		for range 2 {
			t.Run("", func(t *testing.T) {
				x.Store(0) // before it is parallel
				t.Parallel()
				x.Store(1)
			})
		}
	}, explore.KeepGoing())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.DataRace, r.Failures[0].Kind)
	assert.Contains(t, r.Failures[0].Message, "store of x by g1")
}

func TestParallelMisuse(t *gotesting.T) {
	for name, body := range map[string]func(t *testing.T){
		"testing: t.Parallel called multiple times": func(t *testing.T) {
			t.Parallel()
			t.Parallel()
		},
		"testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel": func(t *testing.T) {
			t.Setenv("EXPLORE_TEST_ENV", "1")
			t.Parallel()
		},
		"testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel ": func(t *testing.T) {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				t.Run("", func(t *testing.T) { t.Chdir("..") })
			})
		},
	} {
		r := explore.Run(body)
		require.Len(t, r.Failures, 1)
		assert.Equal(t, explore.Panic, r.Failures[0].Kind)
		assert.Contains(t, name, r.Failures[0].Message)
	}
}

// What an execution does to the process is undone at its end, also where it is stuck.
func TestEnvironment(t *gotesting.T) {
	const key = "EXPLORE_TEST_ENV"
	t.Setenv(key, "before")
	wd, err := os.Getwd()
	require.NoError(t, err)
	var dirs []string
	r := explore.Run(func(t *testing.T) {
		assert.Equal(t, "before", os.Getenv(key))
		now, err := os.Getwd()
		assert.NoError(t, err)
		assert.Equal(t, wd, now)
		t.Setenv(key, "test")
		t.Run("sub", func(t *testing.T) {
			t.Setenv(key, "sub")
			dir := t.TempDir()
			assert.NotEqual(t, dir, t.ArtifactDir())
			assert.NoError(t, os.WriteFile(filepath.Join(dir, "file"), nil, 0o666))
			dirs = append(dirs, dir)
			t.Chdir(dir)
			assert.Equal(t, dir, os.Getenv("PWD"))
			var mu sync.Mutex
			t.Go(mu.Lock)
			if len(os.Getenv(key)) > 0 {
				mu.Lock()
			}
		})
		assert.Equal(t, "test", os.Getenv(key))
	}, explore.KeepGoing())
	assert.Len(t, r.Failures, 2, r)
	assert.Greater(t, len(dirs), 2)
	for _, dir := range dirs {
		assert.Equal(t, dirs[0], dir)
		assert.NoDirExists(t, dir)
	}
	assert.NoDirExists(t, filepath.Dir(dirs[0]))
	assert.Equal(t, "before", os.Getenv(key))
	now, err := os.Getwd()
	assert.NoError(t, err)
	assert.Equal(t, wd, now)
}

// The context is cancelled before the cleanups.
func TestContext(t *gotesting.T) {
	var errs []error
	explore.Run(func(t *testing.T) {
		errs = nil
		ctx := t.Context()
		errs = append(errs, ctx.Err())
		t.Cleanup(func() { errs = append(errs, ctx.Err(), t.Context().Err()) })
		t.Run("sub", func(t *testing.T) { t.Cleanup(func() { errs = append(errs, t.Context().Err()) }) })
		_, ok := t.Deadline()
		assert.False(t, ok)
	})
	require.Len(t, errs, 4)
	assert.NoError(t, errs[0])
	for _, err := range errs[1:] {
		assert.Error(t, err)
	}
}

func TestOutput(t *gotesting.T) {
	r := explore.Run(func(t *testing.T) {
		fmt.Fprint(t.Output(), "one\ntw")
		fmt.Fprint(t.Output(), "o\nthree")
		t.Attr("key", "value")
		t.Fail()
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, []string{"one", "two", "=== ATTR   key value", "three"}, r.Failures[0].Trace.Logged)
	for key, value := range map[string]string{"a b": "", "a": "b\nc"} {
		r := explore.Run(func(t *testing.T) { t.Attr(key, value) })
		require.Len(t, r.Failures, 1)
		assert.Contains(t, r.Failures[0].Message, "disallowed")
	}
	_, err := io.WriteString(io.Discard, r.String())
	assert.NoError(t, err)
}

// A FailNow of the parent's ends the subtest, and then the parent.
func TestFailNowOfParent(t *gotesting.T) {
	after, cleaned := 0, 0
	r := explore.Run(func(t *testing.T) {
		t.Cleanup(func() { cleaned++ })
		t.Run("sub", func(*testing.T) { require.Equal(t, 1, 2) })
		after++
	})
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "Not equal")
	assert.Zero(t, after)
	assert.Positive(t, cleaned)
}

// A cleanup that panics does not keep the others from being called.
func TestCleanupPanics(t *gotesting.T) {
	cleaned := 0
	r := explore.Run(func(t *testing.T) {
		t.Cleanup(func() { cleaned++ })
		t.Cleanup(func() { panic("boom") })
	})
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "boom", r.Failures[0].Message)
	assert.Positive(t, cleaned)
}

// Goleak finds what is left of real goroutines, if it is told which are ours.
func TestGoleak(t *gotesting.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	own := append(explore.OwnGoroutines(goleak.IgnoreAnyFunction), goleak.IgnoreCurrent())
	end := make(chan bool)
	defer close(end)
	var leak error
	r := explore.Run(func(t *testing.T) {
		x := memory.NewVar(0)
		t.Go(func() { x.Load() })
		if leak == nil { // which it takes half a second to say
			goleak.VerifyNone(t, own...)
		}
		t.Run("sub", func(t *testing.T) {
			x.Load()
			if leak == nil {
				defer goleak.VerifyNone(t, own...)
			}
			t.SkipNow()
		})
		if leak == nil {
			go func() { <-end }()
			leak = goleak.Find(own...)
		}
	})
	assert.False(t, r.Failed(), r)
	require.ErrorContains(t, leak, "found unexpected goroutines:\n[Goroutine ")
	assert.NotContains(t, leak.Error(), "internal/sched.(*Exec)")
}

// What is forwarded gets there.
func TestForward(t *gotesting.T) {
	assert.Equal(t, gotesting.Short(), testing.Short())
	assert.Equal(t, gotesting.Verbose(), testing.Verbose())
	assert.Equal(t, gotesting.CoverMode(), testing.CoverMode())
	assert.True(t, testing.Testing())
	assert.Zero(t, testing.AllocsPerRun(10, func() {}))
}

// A goroutine that waits for the context of the test goes on at the end of the test, and not before.
func TestContextEnds(t *gotesting.T) {
	r := explore.Run(func(t *testing.T) {
		var returned atomic.Bool
		ctx := t.Context()
		t.Go(func() {
			channel.Recv(ctx.Done())
			if !returned.Load() {
				t.Error("too early")
			}
		})
		returned.Store(true)
	})
	assert.False(t, r.Failed(), r)
	assert.True(t, r.Exhaustive)
}
