package explore_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
)

// envMatrix is set where TestMatrix is one of several machines.
const envMatrix = "EXPLORE_TEST_MATRIX"

// inMatrix runs TestMatrix in a process with these variables.
func inMatrix(variables ...string) (string, error) {
	cmd := exec.Command(os.Args[0], "-test.run=^TestMatrix$", "-test.v")
	cmd.Env = append(append(os.Environ(), envMatrix+"=1", "GORACE=atexit_sleep_ms=0"), variables...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// threeOutcomes are those of threeIncrements.
var threeOutcomes = explore.Expect(
	explore.Expected{Result: "3", Grade: explore.Acceptable},
	explore.Expected{Result: "2", Grade: explore.Interesting},
	explore.Expected{Result: "1", Grade: explore.Interesting},
)

// Machines that are told their number by the environment have together what one has that does all.
func TestMatrix(t *testing.T) {
	const name = "a name/with (signs)"
	if os.Getenv(envMatrix) != "" {
		t.Run(name, func(t *testing.T) {
			explore.Test(t, threeIncrements, explore.IgnoreRaces(), threeOutcomes, explore.Parallel(2))
			explore.Test(t, lostUpdate, explore.IgnoreRaces())
			explore.Test(t, lostUpdate, explore.IgnoreRaces(), explore.Using(explore.Random), explore.Executions(5))
		})
		return
	}
	dir := filepath.Join(t.TempDir(), "reports")
	for _, shard := range []string{"1/2", "2/2"} {
		out, err := inMatrix("EXPLORE_SHARD="+shard, "EXPLORE_REPORTS="+dir)
		require.NoError(t, err, out)
		says := "explore: this search is not divided: all of it is explored where EXPLORE_SHARD is 1/2"
		if shard == "1/2" {
			assert.NotContains(t, out, says)
			_, err = explore.ReadReports(dir)
			assert.ErrorContains(t, err, "TestMatrix/a_name/with_(signs) of github.com/counterpoint-go/counterpoint/explore: explore: Merge wants each of 2 shards once, and got 1 of 2")
		} else {
			assert.Contains(t, out, says)
		}
	}
	merged, err := explore.ReadReports(dir)
	require.NoError(t, err)
	require.Len(t, merged, 3)
	wants := []*explore.Report{
		explore.Run(threeIncrements, explore.IgnoreRaces(), threeOutcomes),
		explore.Run(lostUpdate, explore.IgnoreRaces()),
		explore.Run(lostUpdate, explore.IgnoreRaces(), explore.Using(explore.Random), explore.Executions(5)),
	}
	for i, want := range wants {
		got := merged[i]
		assert.Equal(t, "github.com/counterpoint-go/counterpoint/explore", got.Package)
		assert.Equal(t, "TestMatrix/a_name/with_(signs)", got.Test)
		assert.Equal(t, i+1, got.Call)
		assert.Equal(t, want.Outcomes, got.Report.Outcomes)
		assert.Equal(t, want.Exhaustive, got.Report.Exhaustive)
		assert.Equal(t, want.Executions, got.Report.Executions-got.Report.Redundant)
		assert.False(t, got.Report.Failed())
	}
	assert.FileExists(t, filepath.Join(dir, "github.com%2Fcounterpoint-go%2Fcounterpoint%2Fexplore.TestMatrix%2Fa_name%2Fwith_%28signs%29.1.2-of-2.json"))

	require.NoError(t, os.WriteFile(filepath.Join(dir, "other.json"), []byte("{}"), 0o666))
	merged, err = explore.ReadReports(dir)
	assert.ErrorContains(t, err, filepath.Join(dir, "other.json")+": no report is in it")
	assert.Len(t, merged, 3, "the others are there")
	_, err = explore.ReadReports(filepath.Join(dir, "nowhere"))
	assert.ErrorContains(t, err, "explore: no reports: ")
}

// What the environment says wrong fails the test, in a line.
func TestMatrixRefused(t *testing.T) {
	for variable, says := range map[string]string{
		"EXPLORE_SHARD=3/2":     "explore: EXPLORE_SHARD=3/2 names no shard: want i/n with 1 <= i <= n, as 2/8\n",
		"EXPLORE_SHARD=0/2":     "explore: EXPLORE_SHARD=0/2 names no shard: ",
		"EXPLORE_SHARD=two":     "explore: EXPLORE_SHARD=two names no shard: ",
		"EXPLORE_REPORTS=there": "explore: EXPLORE_REPORTS=there is relative, and the tests of each package run in its own folder: want an absolute path, as $PWD/there\n",
	} {
		out, err := inMatrix(variable)
		assert.Error(t, err, variable)
		assert.Contains(t, out, says)
	}
}
