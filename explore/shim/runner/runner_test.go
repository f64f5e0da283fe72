package runner_test

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

const self = "github.com/counterpoint-go/counterpoint/explore/shim/runner"

// ask sets what is asked for, and returns the folder of the results.
func ask(t *testing.T, s runner.Settings) string {
	s.Folder = t.TempDir()
	text, err := json.Marshal(s)
	require.NoError(t, err)
	t.Setenv(runner.Variable, string(text))
	return s.Folder
}

// total is a variable of a package that was rewritten.
var total atomic.Int64

func init() {
	runner.Reset(func() { total = atomic.Int64{} })
	runner.Reset(func() { total.Add(10) })
}

// adders is a test that was rewritten.
func adders(t *explore.T) {
	fmt.Println("printed once an execution")
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { total.Add(1) })
	}
	wg.Wait()
	if total.Load() != 12 {
		t.Errorf("not begun anew: %d", total.Load())
	}
}

func TestResult(t *testing.T) {
	folder := ask(t, runner.Settings{Time: time.Minute, Steps: 100})
	runner.Test(t, adders)
	r, err := runner.ReadResult(folder, self, t.Name())
	require.NoError(t, err)
	assert.Equal(t, self, r.Package)
	assert.Equal(t, t.Name(), r.Test)
	assert.True(t, r.Report.Exhaustive)
	assert.Greater(t, r.Report.Executions, 1)
	assert.Empty(t, r.Report.Failures)

	_, err = runner.ReadResult(folder, self, "TestOther")
	assert.ErrorIs(t, err, fs.ErrNotExist)
	files, err := filepath.Glob(filepath.Join(folder, "*.json*"))
	assert.NoError(t, err)
	assert.Len(t, files, 2, "the result is whole, and the test is claimed")
	assert.True(t, runner.IsClaimed(folder, self, t.Name()))
	assert.False(t, runner.IsClaimed(folder, self, "TestOther"))
}

// Of several processes that come to a test one explores it.
func TestClaimed(t *testing.T) {
	folder := ask(t, runner.Settings{})
	explored := 0
	body := func(*explore.T) { explored++ }
	t.Run("sub", func(t *testing.T) { runner.Test(t, body) })
	before := explored
	t.Run("other", func(t *testing.T) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, url.QueryEscape(self)+"."+url.QueryEscape(t.Name())+".json.claim"), nil, 0o666))
		runner.Test(t, body)
	})
	assert.Positive(t, before)
	assert.Equal(t, before, explored)
}

// What is drawn from crypto/rand is the same in every execution.
func TestEntropy(t *testing.T) {
	folder := ask(t, runner.Settings{})
	drawn := map[string]bool{}
	runner.Test(t, func(t *explore.T) {
		text := rand.Text()
		drawn[text] = true
		var n atomic.Int64
		for range text[0] {
			n.Add(1)
		}
	})
	r, err := runner.ReadResult(folder, self, t.Name())
	require.NoError(t, err)
	assert.True(t, r.Report.Exhaustive)
	assert.Len(t, drawn, 1)
}

func TestSettings(t *testing.T) {
	one := 1
	for want, s := range map[explore.Strategy]runner.Settings{
		explore.DFS:         {Preemptions: &one},
		explore.Random:      {Strategy: explore.Random, Executions: 5, Seed: 7},
		explore.DPOR:        {KeepGoing: true, Patient: true},
		explore.OneSchedule: {Replay: "v1."},
	} {
		t.Run(string(want), func(t *testing.T) {
			folder := ask(t, s)
			runner.Test(t, func(u *explore.T) {
				if u.Name() != t.Name() {
					panic("a test has its name")
				}
			})
			r, err := runner.ReadResult(folder, self, t.Name())
			require.NoError(t, err)
			assert.Equal(t, want, r.Report.Strategy)
		})
	}
}

// What the test prints is heard again when the exploration is over.
func TestMuted(t *testing.T) {
	ask(t, runner.Settings{})
	stdout := os.Stdout
	runner.Test(t, func(*explore.T) { assert.NotEqual(t, stdout, os.Stdout) })
	assert.Equal(t, stdout, os.Stdout)
}

// Without settings it is explore.Test.
func TestAlone(t *testing.T) {
	t.Setenv(runner.Variable, "")
	runner.Test(t, adders)
}

// What a test chooses is explored in its place, and not what it took to choose.
func TestInstead(t *testing.T) {
	folder := ask(t, runner.Settings{Chooses: true, Steps: 5})
	runner.Test(t, func(*explore.T) {
		var n atomic.Int64
		for range 100 {
			n.Add(1) // more steps than what is explored may have
		}
		runner.Instead(func(u testing.TB) { u.(*explore.T).Outcome("chosen") })
	})
	r, err := runner.ReadResult(folder, self, t.Name())
	require.NoError(t, err)
	assert.True(t, r.Report.Exhaustive)
	assert.Less(t, r.Report.Steps, 5)
	require.Len(t, r.Report.Outcomes, 1)
	assert.Equal(t, "chosen", r.Report.Outcomes[0].Result)
}

// An execution without an end is cut off, and no failure. Where it is one, the verdict tables have a row for it.
func TestEnds(t *testing.T) {
	folder := ask(t, runner.Settings{Steps: 10, Executions: 1})
	runner.Test(t, func(*explore.T) {
		var n atomic.Int64
		for n.Add(1) > 0 {
		}
	})
	r, err := runner.ReadResult(folder, self, t.Name())
	require.NoError(t, err)
	assert.Empty(t, r.Report.Failures)
	assert.Equal(t, 1, r.Report.Cut)
}
