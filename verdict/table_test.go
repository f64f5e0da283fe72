//go:build unix

package verdict_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// alive says whether there is such a process, and it has not ended.
func alive(pid int) bool {
	if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil {
		_, state, _ := bytes.Cut(stat, []byte(") "))
		return !bytes.HasPrefix(state, []byte("Z")) // a zombie has, and nobody has asked for its status
	}
	return syscall.Kill(pid, 0) == nil
}

// runSpecimen runs a table of specimens to its end.
func runSpecimen(t *testing.T, name string, args []string, env ...string) (output string, failed bool) {
	t.Helper()
	out, err := specimen(name, args, env...).CombinedOutput()
	if err != nil {
		require.ErrorAs(t, err, new(*exec.ExitError))
	}
	return string(out), err != nil
}

func TestTableRight(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, failed := runSpecimen(t, "right", []string{"-test.v"}, "VERDICT_REPORT="+dir, "GODEADLOCK=nonsense")
	assert.False(t, failed, out)
	if !verdict.Raced {
		assert.Contains(t, out, "--- SKIP: TestSpecimen/Racy")
		assert.Contains(t, out, "this row needs go test -race")
		return
	}
	assert.NotContains(t, out, "--- SKIP")

	// What is published: the results as attributes, the reports as files.
	results := attributes(t, out)
	require.Len(t, results, len(specimens()["right"]))
	for _, row := range specimens()["right"] {
		result := results[row.Name]
		assert.True(t, result.OK)
		assert.Equal(t, row.Mistake, result.Mistake)
		assert.Equal(t, row.Safe, result.Safe)
		assert.Equal(t, row.Want, result.Want)
		assert.EqualValues(t, row.Want, result.Tools)
		assert.Equal(t, "github.com/counterpoint-go/counterpoint/verdict", result.Package)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	require.Len(t, files, len(specimens()["right"]))
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		var report verdict.Report
		require.NoError(t, json.Unmarshal(text, &report))
		assert.Equal(t, results[report.Row], report.Result)
		if report.Row == "Racy" {
			assert.Contains(t, report.Said[verdict.Race], "WARNING: DATA RACE")
		}
	}
}

var attribute = regexp.MustCompile(`(?m)^=== ATTR  TestSpecimen/\S+ verdict (.*)$`)

func attributes(t *testing.T, out string) map[string]verdict.Result {
	t.Helper()
	results := map[string]verdict.Result{}
	for _, match := range attribute.FindAllStringSubmatch(out, -1) {
		var result verdict.Result
		require.NoError(t, json.Unmarshal([]byte(match[1]), &result))
		results[result.Row] = result
	}
	return results
}

func TestTableWrong(t *testing.T) {
	t.Parallel()
	// One row at a time, so that no line of another row's stands in the middle of what is looked for.
	out, failed := runSpecimen(t, "wrong", []string{"-test.v", "-test.parallel=1"})
	assert.True(t, failed)
	assert.Contains(t, out, "row NotSilent (said to be silent)\n          tool assert: want silent, got sees\n")
	assert.Contains(t, out, "the sum is wrong")
	assert.Contains(t, out, "row NotSeen (said to be seen)\n          tool assert: want sees, got silent\n")
	assert.Contains(t, out, "| all is well")
	assert.Contains(t, out, `tool assert: sees it, as wanted, but its report does not contain "never ends"`)
	for row, result := range attributes(t, out) {
		assert.False(t, result.OK, row)
	}
}

// What Explore has to say, and what keeps it from saying anything.
func TestTableExplored(t *testing.T) {
	if verdict.Raced {
		t.Skip("what is explored is built without the race detector anyway")
	}
	t.Parallel()
	out, failed := runSpecimen(t, "explored", []string{"-test.v", "-test.parallel=1"})
	assert.True(t, failed)
	results := attributes(t, out)
	assert.True(t, results["Lost"].OK)
	grades := map[string]string{}
	for _, o := range results["Lost"].Outcomes {
		grades[o.Result] = o.Grade
		assert.Positive(t, o.Traces)
		assert.GreaterOrEqual(t, o.Schedules, float64(o.Traces))
	}
	assert.Equal(t, map[string]string{"1": "forbidden", "2": "acceptable"}, grades)
	assert.Contains(t, out, `tool explore: outcome "1" is not among the row's Outcomes`)
	assert.Contains(t, out, `tool explore: outcome "3" is among the row's Outcomes, and no schedule leads to it`)
	assert.Regexp(t, `row Large: tool explore could not be asked: it is too large to be explored \(dpor: \d+ traces, stopped after \d+ executions, as asked`, out)
	assert.Contains(t, out, "row Exits: tool explore could not be asked: the exploration ended (status 7) before it came to a result")
	assert.True(t, results["Endless"].OK)
	assert.True(t, results["Bounded"].OK)
}

func TestTableBroken(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "broken", nil)
	assert.True(t, failed)
	assert.Contains(t, out, "row Gone: tool assert could not be asked: cannot build ")
}

func TestTableRefuses(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "unequal", nil)
	assert.True(t, failed)
	assert.Contains(t, out, `two rows are called "Twice"`)
	assert.Contains(t, out, `row Wantless has no expectations`)
	assert.Contains(t, out, `row UnknownTool names the unknown tool "valgrind"`)

	for env, want := range map[string]string{
		"VERDICT_TOOLS=race,valgrind": `VERDICT_TOOLS names the unknown tool "valgrind"; the tools are race, vet, `,
		"VERDICT_SIZE=8":              `VERDICT_SIZE is "8"; it takes goroutines and steps`,
		"VERDICT_SIZE=0x5":            `VERDICT_SIZE is "0x5"`,
		"VERDICT_SIZE=8x5x3":          `VERDICT_SIZE is "8x5x3"`,
	} {
		out, failed := runSpecimen(t, "right", nil, env)
		assert.True(t, failed, env)
		assert.Contains(t, out, want)
	}
}

// A test binary that is run outside of its package, or without the go command, says so in a line.
func TestTableElsewhere(t *testing.T) {
	t.Parallel()
	cmd := specimen("right", nil)
	cmd.Dir = t.TempDir()
	out, err := cmd.CombinedOutput()
	assert.Error(t, err)
	assert.Contains(t, string(out), "verdict: a table runs in the directory of its package")

	text, failed := runSpecimen(t, "right", nil, "PATH="+t.TempDir())
	assert.True(t, failed)
	assert.Contains(t, text, "verdict: a table needs the go command on the PATH")
}

func TestToolsAndSize(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "right", []string{"-test.v", "-test.run=^TestSpecimen$/^Failing$"}, "VERDICT_TOOLS=assert", "VERDICT_SIZE=3x7")
	assert.True(t, failed, "its Says is 8000")
	assert.Contains(t, out, "want 1, got 21")
	assert.Equal(t, map[verdict.Tool]verdict.Answer{
		verdict.Race: verdict.NA, verdict.Vet: verdict.NA, verdict.Runtime: verdict.NA,
		verdict.GoDeadlock: verdict.NA, verdict.Deadlock: verdict.NA, verdict.Goleak: verdict.NA, verdict.Assert: verdict.Sees,
		verdict.Explore: verdict.NA,
	}, attributes(t, out)["Failing"].Tools)
}

func TestList(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "endless", []string{"-test.v"}, "VERDICT_LIST=1")
	assert.False(t, failed, out)
	results := attributes(t, out)
	assert.Len(t, results, 3)
	assert.Equal(t, justAssert(), results["Spins"].Want)
}

func TestLoudChild(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "loud", []string{"-test.v"})
	assert.False(t, failed, "the row could not be judged")
	assert.Contains(t, out, "the first line")
	assert.Regexp(t, `\.\.\. \d+ bytes left out \.\.\.`, out)
	assert.Less(t, len(out), 4*64<<10, "the output is clipped")
}

func TestEndlessChildren(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, failed := runSpecimen(t, "endless", []string{"-test.v"}, envSpecimenDir+"="+dir)
	assert.False(t, failed, out)
	assert.Regexp(t, `goroutine \d+ \[run(ning|nable)\]:`, out, "where the one that spins was")
	pids := traces(dir)
	require.Len(t, pids, 3)
	for _, pid := range pids {
		assert.Eventually(t, func() bool { return !alive(pid) }, 10*time.Second, 10*time.Millisecond, "a child is left behind")
	}
}

// A table that is killed, or interrupted, leaves no child and, where it could still do something
// about that, no file.
func TestKilledTable(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGKILL, syscall.SIGINT, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			dir, temp := t.TempDir(), t.TempDir()
			cmd := specimen("hanging", []string{"-test.parallel=2"}, envSpecimenDir+"="+dir, "TMPDIR="+temp)
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			require.NoError(t, cmd.Start())
			defer cmd.Process.Kill()
			require.Eventually(t, func() bool { return len(traces(dir)) == 2 }, 2*time.Minute, 10*time.Millisecond, "both rows run")
			require.NoError(t, cmd.Process.Signal(sig))
			cmd.Wait()
			for _, pid := range traces(dir) {
				assert.Eventually(t, func() bool { return !alive(pid) }, 20*time.Second, 10*time.Millisecond, "a child is left behind")
			}
			if sig != syscall.SIGKILL {
				left, err := filepath.Glob(filepath.Join(temp, "*"))
				require.NoError(t, err)
				assert.Empty(t, left)
				assert.Contains(t, out.String(), "verdict: ended by a signal")
			}
		})
	}
}

func TestForeignGORACE(t *testing.T) {
	if !verdict.Raced {
		t.Skip("needs -race")
	}
	t.Parallel()
	// Settings under which the detector would say nothing, or say it elsewhere.
	only := []string{"-test.run=^TestSpecimen$/^Racy$"}
	out, failed := runSpecimen(t, "right", only, "VERDICT_TOOLS=race", "GORACE=exitcode=0 halt_on_error=0 log_path=/nonexistent/race history_size=0", "GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1")
	assert.False(t, failed, out)

	// Settings that the detector itself refuses, before any of our code runs.
	out, failed = runSpecimen(t, "right", only, "GORACE=halt_on_error=perhaps")
	assert.True(t, failed)
	assert.Contains(t, out, "ThreadSanitizer")
	assert.NotContains(t, out, "panic")
}

func TestInProcess(t *testing.T) {
	t.Parallel()
	out, failed := runSpecimen(t, "right", []string{"-test.v"}, "VERDICT_INPROCESS=1")
	assert.True(t, failed)
	for _, name := range []string{"Failing", "FailingNow", "Asleep"} {
		assert.Contains(t, out, "--- FAIL: TestSpecimen/"+name)
	}
	assert.Contains(t, out, "--- PASS: TestSpecimen/Safe")
	assert.Contains(t, out, "--- SKIP: TestSpecimen/Panicking")
	assert.Contains(t, out, "never ends: all its goroutines are blocked")
	assert.Contains(t, out, "cd testdata/copied")
	if verdict.Raced {
		assert.Contains(t, out, "--- FAIL: TestSpecimen/Racy")
		assert.Contains(t, out, "WARNING: DATA RACE")
		assert.Contains(t, out, "race detected during execution of test")
	}

	out, failed = runSpecimen(t, "right", []string{"-test.run=^TestSpecimen$/^Panicking$"}, "VERDICT_INPROCESS=1")
	assert.True(t, failed)
	assert.Contains(t, out, "panic: boom")
}
