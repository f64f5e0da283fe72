package explore_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// from explores a body from a schedule, and checks that DPOR runs one schedule of each trace of which DFS runs all.
func from(t *testing.T, body func(t *explore.T), schedule string, options ...explore.Option) *explore.Report {
	t.Helper()
	options = append(options, explore.KeepGoing(), explore.IgnoreRaces(), explore.From(schedule))
	traces := explore.Run(body, options...)
	all := explore.Run(body, append(options, explore.Using(explore.DFS))...)
	for _, r := range []*explore.Report{traces, all} {
		assert.True(t, r.Exhaustive)
		assert.Zero(t, r.Redundant)
		assert.Equal(t, traces.Followed, r.Followed)
		assert.Equal(t, traces.Unfollowed, r.Unfollowed)
	}
	require.Len(t, traces.Outcomes, len(all.Outcomes))
	schedules, executions := 0.0, 0
	for i, o := range traces.Outcomes {
		assert.Equal(t, all.Outcomes[i].Result, o.Result)
		assert.InDelta(t, all.Outcomes[i].Schedules, o.Schedules, 0, o.Result)
		schedules += o.Schedules
		executions += o.Executions
	}
	assert.InDelta(t, all.Executions, schedules, 0)
	assert.Equal(t, traces.Executions, executions)
	return traces
}

// counted has two goroutines add 1, by a load and a store, and some steps before the store.
func counted(inserted int) func(t *explore.T) {
	return func(t *explore.T) {
		x, looks := memory.NewVar(0), new(atomic.Int64)
		for range 2 {
			t.Go(func() {
				n := x.Load()
				for range inserted {
					looks.Add(1)
				}
				x.Store(n + 1)
			})
		}
		t.Wait()
		t.Outcome("%d", x.Load())
	}
}

// From each prefix of a schedule, all that begins with it is explored.
func TestFrom(t *testing.T) {
	const schedule = "v1.1r.2rw.1w.0jr"
	for at, traces := range map[string]int{"v1": 4, "v1.1r": 3, "v1.1r.2r": 2, "v1.1r.2rw": 1, "v1.1r.2rw.1w": 1, schedule: 1} {
		r := from(t, counted(0), at)
		assert.Equal(t, traces, r.Executions, at)
		assert.Empty(t, r.Unfollowed)
		if at == schedule {
			assert.Equal(t, "dpor: 1 trace beginning with the first 6 steps of the schedule, all of them; 0 redundant, 6 steps", r.Summary())
		}
	}
	// The lengths of the prefixes of a longer schedule, and of one in which goroutines meet.
	for _, body := range []func(t *explore.T){threeIncrements, restartable["select"], restartable["philosophers"]} {
		r := explore.Run(func(t *explore.T) { body(t); t.Errorf("done") }, explore.IgnoreRaces())
		replay := r.Failures[0].Trace.Replay
		for n := strings.Count(replay, "."); n > 0; n-- {
			r := from(t, body, replay)
			assert.Empty(t, r.Unfollowed)
			replay = replay[:strings.LastIndex(replay, ".")]
		}
	}
}

// A schedule of a program to which a step was added is followed up to that.
func TestFromChanged(t *testing.T) {
	r := from(t, counted(1), "v1.1r.2rw.1w.0jr")
	assert.Equal(t, 2, r.Followed)
	assert.Equal(t, "step 3 of the schedule cannot be made: it was a store by g2, and now g2 is at an atomic add", r.Unfollowed)
	assert.Contains(t, r.Summary(), " beginning with the first 2 steps of the schedule, all of them; ")
	assert.Contains(t, r.Summary(), "; step 3 of the schedule cannot be made: ")
	assert.Len(t, r.Outcomes, 1, "both have loaded")

	// One that is longer than the program is followed to the end.
	r = from(t, counted(0), "v1.1r.2rw.1w.0jrr")
	assert.Equal(t, 6, r.Followed)
	assert.Equal(t, 1, r.Executions)
	assert.Contains(t, r.Unfollowed, "step 7 of the schedule cannot be made: it was a load by main, and now main is not there, or has ended")

	// Not one step can be made.
	r = from(t, counted(0), "v1.1w")
	assert.Equal(t, 4, r.Executions)
	assert.Contains(t, r.Summary(), "the first 0 steps")
}

// From goes together with what else there is, or is refused.
func TestFromWith(t *testing.T) {
	whole := from(t, threeIncrements, "v1.1r.2r")
	var reports []*explore.Report
	for i := range 3 {
		reports = append(reports, explore.Run(threeIncrements, explore.IgnoreRaces(), explore.From("v1.1r.2r"), explore.Shard(i+1, 3)))
	}
	merged, err := explore.Merge(reports)
	require.NoError(t, err)
	assert.Equal(t, whole.Outcomes, merged.Outcomes)
	assert.Equal(t, whole.Followed, merged.Followed)

	r := explore.Run(lostUpdate, explore.IgnoreRaces(), explore.From("v1.1r"), explore.Deepening())
	assert.Equal(t, []int{1, 1, 1}, r.Preemptions)
	r = explore.Run(lostUpdate, explore.IgnoreRaces(), explore.From("v1.1r.2r"), explore.Expect(
		explore.Expected{Result: "6", Grade: explore.Acceptable}, explore.Expected{Result: "7", Grade: explore.Acceptable}))
	assert.False(t, r.Failed(), "that the other outcome is not met from there is no failure")

	for says, options := range map[string][]explore.Option{
		"is no replay string: at ":  {explore.From("v1.1r.2%")},
		"which is not for pct":      {explore.From("v1.1r"), explore.Using(explore.PCT)},
		"which is not for replay: ": {explore.From("v1.1r"), explore.Replay("v1.1r")},
	} {
		r := explore.Run(lostUpdate, options...)
		require.Len(t, r.Failures, 1, says)
		assert.Equal(t, explore.Refused, r.Failures[0].Kind)
		assert.Contains(t, r.Failures[0].Message, says)
	}
}
