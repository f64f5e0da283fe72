package explore_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a report with testdata/NAME.golden.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o666))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "go test -run %s -update writes it", t.Name())
	assert.Equal(t, string(want), got)
}

// What a report says of a race and of outcomes, and that it says so whatever the machine.
func TestReport(t *testing.T) {
	report := explore.Run(lostUpdate, explore.KeepGoing()).String()
	golden(t, "lostupdate", report)
	for _, procs := range []int{1, 2, 4} {
		before := runtime.GOMAXPROCS(procs)
		assert.Equal(t, report, explore.Run(lostUpdate, explore.KeepGoing()).String(), "GOMAXPROCS=%d", procs)
		runtime.GOMAXPROCS(before)
	}
}

// The report of each kind of failure, and that it is the same each time, with the race detector and without.
func TestReports(t *testing.T) {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(failures)) {
		r := explore.Run(failures[name].body, explore.Steps(20))
		fmt.Fprintf(&b, "== %s\n%s\n", name, r)
		assert.Equal(t, r.String(), explore.Run(failures[name].body, explore.Steps(20)).String())
	}
	golden(t, "failures", b.String())
}

// Of a long schedule, only what matters is shown.
func TestLongReport(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		x := memory.NewVar(0)
		for i := range 200 {
			x.Store(i)
		}
		t.Go(func() { x.Store(1) })
		for i := range 200 {
			x.Store(i)
		}
	})
	require.Equal(t, explore.DataRace, r.Failures[0].Kind)
	text := r.String()
	assert.Less(t, strings.Count(text, "\n"), 100)
	for _, line := range []string{"\n10 ", "\n...\n"} {
		assert.Contains(t, text, line)
	}
	assert.Regexp(t, `\n400\* +store`, text)
}

// How many schedules lead to an outcome is the same, whether they are run or counted.
func TestOutcomes(t *testing.T) {
	for _, strategy := range []explore.Strategy{explore.DPOR, explore.DFS} {
		r := explore.Run(lostUpdate, explore.Using(strategy), explore.IgnoreRaces())
		require.Len(t, r.Outcomes, 2, strategy)
		assert.Equal(t, "6", r.Outcomes[0].Result)
		assert.InDelta(t, 4, r.Outcomes[0].Schedules, 0)
		assert.Equal(t, "7", r.Outcomes[1].Result)
		assert.InDelta(t, 2, r.Outcomes[1].Schedules, 0)
		assert.True(t, r.Exhaustive)
		assert.False(t, r.Failed())
	}
}

func TestExpect(t *testing.T) {
	run := func(outcomes ...explore.Expected) (messages []string) {
		r := explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Expect(outcomes...))
		for _, f := range r.Failures {
			messages = append(messages, fmt.Sprint(f.Kind, ": ", f.Message))
		}
		return messages
	}
	ok := explore.Expected{Result: "7", Grade: explore.Acceptable}
	lost := explore.Expected{Result: "6", Grade: explore.Interesting, Why: "an update is lost"}
	assert.Empty(t, run(ok, lost))
	assert.Equal(t, []string{"unexpected: outcome 6 is not among those expected"}, run(ok))
	assert.Equal(t, []string{"unexpected: outcome 8 is expected, and no schedule leads to it"},
		run(ok, lost, explore.Expected{Result: "8", Grade: explore.Acceptable}))
	lost.Grade = explore.Forbidden
	assert.Equal(t, []string{"unexpected: outcome 6 is forbidden: an update is lost"}, run(ok, lost))
}

// Each failure is found, and its replay string finds it again.
func TestFailures(t *testing.T) {
	for name, f := range failures {
		r := explore.Run(f.body, explore.Steps(100))
		require.Len(t, r.Failures, 1, name)
		assert.Equal(t, f.kind, r.Failures[0].Kind, name)
		assert.Contains(t, r.Failures[0].Message, f.says, name)

		again := explore.Run(f.body, explore.Steps(100), explore.Replay(r.Failures[0].Trace.Replay))
		require.Len(t, again.Failures, 1, name)
		assert.Equal(t, f.kind, again.Failures[0].Kind, name)
		assert.Equal(t, r.Failures[0].Trace, again.Failures[0].Trace, name)
	}
}

// The other strategies find them too.
func TestStrategies(t *testing.T) {
	for name, f := range failures {
		for _, options := range [][]explore.Option{
			{explore.Using(explore.DFS)},
			{explore.Using(explore.Random)},
			{explore.Using(explore.PCT)},
			{explore.Preemptions(1)},
		} {
			r := explore.Run(f.body, append(options, explore.Steps(100))...)
			require.Len(t, r.Failures, 1, "%s with %s", name, r.Strategy)
			assert.Equal(t, f.kind, r.Failures[0].Kind, "%s with %s", name, r.Strategy)
		}
	}
}

// A seed decides what is run.
func TestSeed(t *testing.T) {
	for _, strategy := range []explore.Strategy{explore.Random, explore.PCT} {
		run := func(seed uint64) string {
			return explore.Run(lostUpdate, explore.Using(strategy), explore.IgnoreRaces(), explore.Executions(50), explore.Seed(seed)).String()
		}
		assert.Equal(t, run(1), run(1))
		different := false
		for seed := range uint64(5) {
			different = different || run(seed) != run(1)
		}
		assert.True(t, different, "%s gives the same for all seeds", strategy)
	}
}

// The depth of PCT is how many steps a bug takes to come in their order: with one, priorities never change, and an
// update that takes a preemption to be lost is not.
func TestDepth(t *testing.T) {
	found := func(depth int) bool {
		r := explore.Run(lostUpdate, explore.Using(explore.PCT), explore.Depth(depth), explore.IgnoreRaces(), explore.KeepGoing(), explore.Executions(500))
		return slices.ContainsFunc(r.Outcomes, func(o explore.Outcome) bool { return o.Result == "6" })
	}
	assert.False(t, found(1))
	assert.True(t, found(2))
}

func TestBounds(t *testing.T) {
	r := explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Executions(3))
	assert.Equal(t, 3, r.Executions)
	assert.False(t, r.Exhaustive)
	assert.Contains(t, r.Summary(), "stopped after 3 executions, as asked")

	assert.Positive(t, r.Covered)
	assert.Less(t, r.Covered, 1.0)
	assert.Contains(t, r.Summary(), "of the search")

	r = explore.Run(lostUpdate, explore.IgnoreRaces(), explore.For(time.Nanosecond))
	assert.False(t, r.Exhaustive)
	assert.Contains(t, r.Summary(), "stopped after 1ns, as asked")

	r = explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Preemptions(0))
	assert.Len(t, r.Outcomes, 1, "without a preemption no update is lost")
	assert.False(t, r.Exhaustive)
}

// What the explorer refuses, and how it says so.
func TestRefused(t *testing.T) {
	for name, f := range map[string]struct {
		kind explore.Kind
		says string
		body func(t *explore.T)
	}{
		"go statement": {explore.Refused, "start goroutines by Go of explore.T", func(t *explore.T) {
			x := memory.NewVar(0)
			done := make(chan int)
			go func() {
				defer close(done)
				x.Store(1)
			}()
			<-done
			x.Load()
		}},
		"go statement in a later execution": {explore.Refused, "start goroutines by Go of explore.T", func(t *explore.T) {
			x, y := memory.NewVar(0), memory.NewVar(0)
			t.Go(func() { x.Store(1) })
			if x.Load() == 0 {
				return
			}
			done := make(chan int)
			go func() {
				defer close(done)
				y.Store(1)
			}()
			<-done
		}},
		"go statement, and Go": {explore.Refused, "start goroutines by Go of explore.T", func(t *explore.T) {
			done := make(chan int)
			go func() {
				defer close(done)
				t.Go(func() {})
			}()
			<-done
		}},
		"testing.T": {explore.Refused, "use those of explore.T", func(*explore.T) { runtime.Goexit() }},
		"recover": {explore.Refused, "recovers the panic that unwinds it", func(t *explore.T) {
			c := channel.Make[int](0)
			t.Go(func() {
				for {
					func() {
						defer func() { _ = recover() }()
						channel.Recv(c)
					}()
				}
			})
		}},
		"chance": {explore.Nondeterminism, "differ at step", func(t *explore.T) {
			x := memory.NewVar(0)
			for range rand.IntN(1<<30) % 1000 {
				x.Load()
			}
		}},
	} {
		r := explore.Run(f.body, explore.IgnoreRaces())
		require.NotEmpty(t, r.Failures, name)
		assert.Equal(t, f.kind, r.Failures[0].Kind, name)
		assert.Contains(t, r.Failures[0].Message, f.says, name)
		assert.False(t, r.Exhaustive, name)
	}
	// None of them is in the way of what comes next.
	assert.True(t, explore.Run(lostUpdate, explore.IgnoreRaces()).Exhaustive)
}

// A schedule of a program that has changed since says where it cannot be followed.
func TestReplayChanged(t *testing.T) {
	r := explore.Run(func(t *explore.T) {
		c := channel.Make[int](1)
		channel.Send(c, 1)
		channel.Recv(c)
	}, explore.Replay("v1.0oz"))
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Nondeterminism, r.Failures[0].Kind)
	assert.Contains(t, r.Failures[0].Message, "step 2 of the schedule cannot be made: it was a close by main, and now main is at a receive. The steps before it could; the program has changed since; From in place of Replay explores all that can come after them")
	for _, bad := range []string{"", "v2.0r", "v1.r", "v1.0", "v1.0S", "v1.0r_", "v1.0%", "v1..0r", "v1.99999999999r"} {
		r := explore.Run(lostUpdate, explore.Replay(bad))
		require.Len(t, r.Failures, 1, bad)
		assert.Equal(t, explore.Refused, r.Failures[0].Kind, bad)
	}
}

func TestCleanup(t *testing.T) {
	var calls []string
	explore.Run(func(t *explore.T) {
		calls = nil
		t.Cleanup(func() { calls = append(calls, "first") })
		t.Cleanup(func() { calls = append(calls, "second") })
		t.FailNow()
	})
	assert.Equal(t, []string{"second", "first"}, calls)
}

// Executions leave no goroutine and no memory behind.
func TestManyExecutions(t *testing.T) {
	executions := 1_000_000
	if raced || testing.Short() {
		executions = 1000
	}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	for n < executions {
		n += explore.Run(func(t *explore.T) {
			x := memory.NewVar(0)
			for range 3 {
				t.Go(func() {
					x.Store(x.Load() + 1)
					x.Store(x.Load() + 1)
				})
			}
		}, explore.IgnoreRaces(), explore.Executions(executions)).Executions
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	assert.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(10<<20))
}

// A report names its strategy, and what it has not seen.
func TestSummary(t *testing.T) {
	assert.Equal(t, "dpor: 4 traces, all of them; 0 redundant, 24 steps", explore.Run(lostUpdate, explore.IgnoreRaces()).Summary())
	assert.Equal(t, "dfs: 6 schedules, all of them; 0 redundant, 36 steps", explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Using(explore.DFS)).Summary())
	assert.True(t, strings.HasPrefix(explore.Run(lostUpdate).Summary(), "dpor: 1 trace, stopped at the first failure"))
}

// An interrupt ends the search, and not the execution that is under way.
func TestUntil(t *testing.T) {
	executions := 0
	r := explore.Run(func(t *explore.T) {
		executions++
		n := memory.NewVar(0)
		for range 3 {
			t.Go(func() { n.Store(1) })
		}
	}, explore.Until(func() bool { return executions >= 5 }), explore.KeepGoing())
	assert.False(t, r.Exhaustive)
	assert.Equal(t, "by an interrupt", r.Stopped)
	assert.Less(t, r.Executions, 6)
}

func TestNamed(t *testing.T) {
	explore.Run(func(u *explore.T) {
		assert.Equal(t, "TestX", u.Name())
		u.Run("sub", func(u *explore.T) { assert.Equal(t, "TestX/sub", u.Name()) })
	}, explore.Named("TestX"))
}

// What has no end is cut off, and what else there is to find is found.
func TestEndless(t *testing.T) {
	body := func(t *explore.T) {
		n := memory.NewVar(0)
		t.Go(func() {
			for i := 0; ; i++ {
				n.Store(i)
			}
		})
		if n.Load() > 1 {
			t.Error("found")
		}
	}
	r := explore.Run(body, explore.Steps(20), explore.IgnoreRaces())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, explore.Runaway, r.Failures[0].Kind)
	r = explore.Run(body, explore.Steps(20), explore.IgnoreRaces(), explore.Endless())
	require.Len(t, r.Failures, 1)
	assert.Equal(t, "found", r.Failures[0].Message)
	assert.Positive(t, r.Cut)
	assert.False(t, r.Exhaustive)
	assert.Contains(t, r.Summary(), "cut off")

	r = explore.Run(func(t *explore.T) {
		var n atomic.Int64
		for n.Load() == 0 {
		}
	}, explore.Endless())
	assert.Equal(t, explore.Livelock, r.Failures[0].Kind)
}
