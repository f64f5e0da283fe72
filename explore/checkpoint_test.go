package explore_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// restartable are programs whose searches are interrupted. They have all that a search writes down.
var restartable = map[string]func(t *explore.T){
	"increments": threeIncrements,
	"philosophers": func(t *explore.T) {
		var forks [3]sync.Mutex
		t.Share(&forks)
		for i := range forks {
			t.Go(func() {
				a, b := &forks[i], &forks[(i+1)%len(forks)]
				a.Lock()
				b.Lock()
				defer a.Unlock()
				defer b.Unlock()
			})
		}
		t.Wait()
		t.Outcome("all have eaten")
	},
	"select": func(t *explore.T) {
		a, b := channel.Make[int](0), channel.Make[int](1)
		t.Go(func() { channel.Send(a, 1) })
		t.Go(func() { channel.Send(b, 2); channel.Send(a, 3) })
		t.Go(func() { channel.Recv(b) })
		n := 0
		for range 2 {
			var v int
			i, _ := channel.Select(false, channel.RecvCase(a, &v), channel.RecvCase(b, &v))
			n = 100*n + 10*i + v
		}
		t.Outcome("%d", n)
	},
	// Who starts goroutines is known late, and so are their numbers.
	"late goroutines": func(t *explore.T) {
		var n atomic.Int64
		for range 3 {
			t.Go(func() {
				if n.Add(1) == 3 {
					t.Go(func() { n.Add(1) })
					t.Go(func() { n.Store(7) })
				}
			})
		}
		t.Wait()
		if n.Load() == 7 {
			t.Errorf("stored last")
		}
		t.Outcome("%d", n.Load())
	},
	"spins": func(t *explore.T) {
		x := memory.NewVar(0)
		t.Go(func() {
			for x.Load() == 0 {
			}
		})
		x.Store(1)
	},
	"nothing": func(*explore.T) {},
}

// searches are the options of searches that can be interrupted.
var searches = map[string][]explore.Option{
	"dpor":        {},
	"dfs":         {explore.Using(explore.DFS)},
	"preemptions": {explore.Preemptions(1)},
	"deepening":   {explore.Deepening()},
	"from":        {explore.From("v1.1r")},
	"shard":       {explore.Shard(2, 3)},
	"random":      {explore.Using(explore.Random), explore.Seed(3)},
	"pct":         {explore.Using(explore.PCT), explore.Seed(3)},
}

// full returns all that a report has.
func full(t *testing.T, r *explore.Report) string {
	text, err := json.MarshalIndent(r, "", " ")
	require.NoError(t, err)
	return r.String() + string(text)
}

// A search that is interrupted again and again reports in the end what one does that is not.
func TestCheckpoint(t *testing.T) {
	most, bounds := 60, []int{1, 7}
	if raced {
		most, bounds = 14, bounds[1:]
	}
	for program, body := range restartable {
		for name, search := range searches {
			t.Run(program+"/"+name, func(t *testing.T) {
				search := append(search, explore.KeepGoing(), explore.Steps(40))
				want := full(t, explore.Run(body, append(search, explore.Executions(most))...))
				for _, bound := range bounds {
					dir := t.TempDir()
					with := slices.Concat(search, []explore.Option{explore.Checkpoint(filepath.Join(dir, "search"))})
					var r *explore.Report
					// The last bound of all is that of the search that is not interrupted.
					for done := 0; done < most; done += bound {
						r = explore.Run(body, append(with, explore.Executions(min(bound, most-done)))...)
						if r.Stopped == "" {
							break
						}
					}
					assert.Equal(t, want, full(t, r), "interrupted every %d executions", bound)
					files, err := filepath.Glob(filepath.Join(dir, "*"))
					require.NoError(t, err)
					if r.Stopped == "" {
						assert.Empty(t, files, "the search is over")
					} else {
						assert.Len(t, files, 1)
					}
				}
			})
		}
	}
}

// The file is gone when the search is over, and what comes next begins anew.
func TestCheckpointOver(t *testing.T) {
	file := filepath.Join(t.TempDir(), "search")
	for range 2 {
		assert.Equal(t, "dpor: 1 trace, stopped after 1 executions, as asked, at about 17% of the search; 0 redundant, 8 steps",
			explore.Run(threeIncrements, explore.IgnoreRaces(), explore.Checkpoint(file), explore.Executions(1)).Summary())
		assert.Equal(t, 36, explore.Run(threeIncrements, explore.IgnoreRaces(), explore.Checkpoint(file)).Executions)
	}
	assert.NotEmpty(t, explore.Run(threeIncrements, explore.Checkpoint(file)).Failures)
	assert.NoFileExists(t, file, "the failure was found")
}

// A bound of time is one of each exploration.
func TestCheckpointFor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "search")
	options := []explore.Option{explore.KeepGoing(), explore.Using(explore.DFS)}
	body := threeIncrements
	want := full(t, explore.Run(body, options...))
	r := explore.Run(body, append(options, explore.Checkpoint(file), explore.For(5*time.Millisecond))...)
	for r.Stopped != "" {
		before := r.Executions
		r = explore.Run(body, append(options, explore.Checkpoint(file), explore.For(5*time.Millisecond))...)
		assert.GreaterOrEqual(t, r.Executions, before)
	}
	assert.Equal(t, want, full(t, r))
}

// pause is how long an execution of slowly takes.
var pause time.Duration

func slowly(t *explore.T) {
	time.Sleep(pause)
	threeIncrements(t)
}

// A process that is killed leaves a file with which another one can go on.
func TestCheckpointKilled(t *testing.T) {
	const child = "EXPLORE_TEST_KILLED"
	options := []explore.Option{explore.KeepGoing(), explore.Executions(30)}
	if file := os.Getenv(child); file != "" {
		pause = 10 * time.Millisecond
		explore.SetCheckpointInterval(0)
		explore.Run(slowly, append(options, explore.Checkpoint(file))...)
		return
	}
	file := filepath.Join(t.TempDir(), "search")
	cmd := exec.Command(os.Args[0], "-test.run=^TestCheckpointKilled$")
	cmd.Env = append(os.Environ(), child+"="+file)
	require.NoError(t, cmd.Start())
	ran := func() int {
		var read struct{ Search struct{ Executions int } }
		text, _ := os.ReadFile(file)
		_ = json.Unmarshal(text, &read)
		return read.Search.Executions
	}
	assert.Eventually(t, func() bool { return ran() > 1 }, 10*time.Second, time.Millisecond)
	require.NoError(t, cmd.Process.Kill())
	assert.Error(t, cmd.Wait(), "killed")
	assert.Less(t, ran(), 30)

	r := explore.Run(slowly, append(options, explore.Checkpoint(file))...)
	assert.Equal(t, full(t, explore.Run(slowly, options...)), full(t, r))
}

// A checkpoint that is not of this search is refused in a line.
func TestCheckpointRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "search")
	steps, late := 0, 0 // that the program has more
	body := func(t *explore.T) {
		x := memory.NewVar(0)
		for range 2 {
			t.Go(func() {
				for range steps {
					x.Load()
				}
				x.Store(x.Load() + 1)
			})
		}
		if steps < 0 {
			return
		}
		t.Wait()
		for range late {
			x.Load()
		}
	}
	options := []explore.Option{explore.IgnoreRaces(), explore.Checkpoint(file), explore.Executions(2)}
	require.NotEmpty(t, explore.Run(body, options...).Stopped)
	good, err := os.ReadFile(file)
	require.NoError(t, err)
	run := func(body func(t *explore.T), more ...explore.Option) string {
		r := explore.Run(body, append(options, more...)...)
		require.Len(t, r.Failures, 1)
		assert.Equal(t, explore.Refused, r.Failures[0].Kind)
		assert.NotContains(t, r.Failures[0].Message, "\n")
		assert.False(t, r.Exhaustive)
		return r.Failures[0].Message
	}
	says := func(why string) string {
		return fmt.Sprintf("cannot go on from the checkpoint %s: %s: remove the file, and the search begins anew", file, why)
	}
	for want, more := range map[string][]explore.Option{
		"it is of another search: there the strategy is dpor, and here the strategy is dfs": {explore.Using(explore.DFS)},
		"it is of another search: there KeepGoing is false, and here KeepGoing is true":     {explore.KeepGoing()},
		"it is of another search: there Steps is 10000, and here Steps is 7":                {explore.Steps(7)},
		"it is of another search: there PatientTime is false, and here PatientTime is true": {explore.PatientTime()},
		"it is of another search: there Seed is 0, and here Seed is 4":                      {explore.Seed(4)},
	} {
		assert.Equal(t, says(want), run(body, more...))
	}
	assert.Contains(t, run(lostUpdate), "there the body is github.com/counterpoint-go/counterpoint/explore_test.TestCheckpointRefused.func1, and here the body is github.com/counterpoint-go/counterpoint/explore_test.lostUpdate:")

	// The program was changed.
	for n, why := range map[int]string{
		1:  "step 3 of the schedule cannot be made: it was a store by g2, and now g2 is at a load",
		-1: "step 5 of the schedule cannot be made: it was a join by main, and now main is not there, or has ended",
	} {
		steps = n
		assert.Equal(t, says("the program has changed since: "+why), run(body))
	}
	steps, late = 0, 1
	assert.Equal(t, says("the program has changed since: the last schedule had 5 steps, and has more now"), run(body))
	late = 0

	damaged := func(text string) string {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
		return run(body)
	}
	assert.Equal(t, says("it is of version 7, and this is version 2"), damaged(strings.Replace(string(good), `"Version":2`, `"Version":7`, 1)))
	assert.Equal(t, says("it is damaged (its checksum is wrong)"), damaged(strings.Replace(string(good), `"Executions":2`, `"Executions":3`, 1)))
	for _, n := range []int{0, 1, len(good) / 2, len(good) - 1} {
		assert.Contains(t, damaged(string(good[:n])), "it is damaged (unexpected end of JSON input)")
	}

	// None of this has made it worse.
	require.NoError(t, os.WriteFile(file, good, 0o666))
	assert.True(t, explore.Run(body, append(options, explore.Executions(0))...).Exhaustive)

	nowhere := filepath.Join(dir, "nowhere", "search")
	assert.Contains(t, run(body, explore.Checkpoint(nowhere)), "cannot write the checkpoint "+nowhere+":")
}
