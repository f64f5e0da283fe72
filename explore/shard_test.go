package explore_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// threeIncrements has 36 traces, in 90 schedules.
func threeIncrements(t *explore.T) {
	x := memory.NewVar(0)
	for range 3 {
		t.Go(func() { x.Store(x.Load() + 1) })
	}
	t.Wait()
	t.Outcome("%d", x.Load())
}

// The shards of a search have together what the search has.
func TestShards(t *testing.T) {
	whole := explore.Run(threeIncrements, explore.KeepGoing())
	for _, n := range []int{2, 3, 7} {
		var reports []*explore.Report
		for i := range n {
			r := explore.Run(threeIncrements, explore.KeepGoing(), explore.Shard(n-i, n))
			// They come from other machines, as JSON.
			text, err := json.Marshal(r)
			require.NoError(t, err)
			var read *explore.Report
			require.NoError(t, json.Unmarshal(text, &read))
			reports = append(reports, read)
		}
		merged, err := explore.Merge(reports)
		require.NoError(t, err)
		assert.Equal(t, whole.Outcomes, merged.Outcomes)
		assert.True(t, merged.Exhaustive)
		assert.Equal(t, whole.Executions, merged.Executions-merged.Redundant, "%d shards", n)
		assert.Len(t, merged.Failures, len(whole.Failures))

		_, err = explore.Merge(reports[1:])
		assert.ErrorContains(t, err, "explore: Merge wants each of ")
	}
	_, err := explore.Merge(nil)
	assert.Error(t, err)
}

// What is expected is expected of all shards together.
func TestShardsExpect(t *testing.T) {
	expect := explore.Expect(
		explore.Expected{Result: "3", Grade: explore.Acceptable},
		explore.Expected{Result: "2", Grade: explore.Interesting},
		explore.Expected{Result: "1", Grade: explore.Interesting},
		explore.Expected{Result: "0", Grade: explore.Acceptable},
	)
	var reports []*explore.Report
	for i := range 2 {
		r := explore.Run(threeIncrements, explore.IgnoreRaces(), explore.Shard(i+1, 2), expect)
		assert.False(t, r.Failed())
		reports = append(reports, r)
	}
	merged, err := explore.Merge(reports, expect)
	require.NoError(t, err)
	require.Len(t, merged.Failures, 1)
	assert.Equal(t, "outcome 0 is expected, and no schedule leads to it", merged.Failures[0].Message)
}

// A test shares its search among processes.
func TestParallel(t *testing.T) {
	t.Setenv("GORACE", "atexit_sleep_ms=0") // for the processes
	t.Run("a name, with (signs)", func(t *testing.T) {
		explore.Test(t, threeIncrements, explore.IgnoreRaces(), explore.Parallel(2))
		explore.Test(t, lostUpdate, explore.IgnoreRaces(), explore.Parallel(2))
	})
}

func TestShardRefused(t *testing.T) {
	for _, o := range []explore.Option{explore.Shard(0, 2), explore.Shard(3, 2)} {
		r := explore.Run(lostUpdate, o)
		require.Len(t, r.Failures, 1)
		assert.Contains(t, r.Failures[0].Message, "there is no such shard: they are 1 to 2")
	}
	r := explore.Run(lostUpdate, explore.Shard(1, 2), explore.Deepening())
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "divide the search of DPOR")
	r = explore.Run(lostUpdate, explore.Shard(1, 2), explore.Using(explore.DFS))
	require.Len(t, r.Failures, 1)
	assert.Contains(t, r.Failures[0].Message, "divide the search of DPOR")
}

// A schedule that is run alone is run as it is.
func TestShardReplay(t *testing.T) {
	r := explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Shard(1, 2), explore.Replay("v1.1rw.2rw.0jr"))
	assert.Equal(t, "replay: 1 schedule, not all of them; 0 redundant, 6 steps", r.Summary())
}
