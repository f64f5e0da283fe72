//go:build unix

package main

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// neverOver is a table with a row that is over at once and one that is not within an hour.
const neverOver = `package till

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/verdict"
)

func TestTill(t *testing.T) {
	want := verdict.SeenBy().NA(verdict.Vet, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Assert, verdict.Explore)
	verdict.Table(t, []verdict.Row{
		{Name: "Quick", Mistake: "over at once", Safe: true, Run: func(*verdict.T) {}, Want: want},
		{Name: "Slow", Mistake: "never over", Safe: true, Want: want, Deadline: time.Hour, Run: func(*verdict.T) {
			os.WriteFile("pid.new", fmt.Append(nil, os.Getpid()), 0o666)
			os.Rename("pid.new", "pid")
			time.Sleep(time.Hour)
		}},
	})
}
`

// An interrupt ends all that the command started, tells what is known by then, and leaves nothing.
func TestInterrupt(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the tests of a module")
	}
	t.Parallel()
	dir, temp := t.TempDir(), t.TempDir()
	require.NoError(t, writeModule(dir, "example.com/till"))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "till_test.go"), []byte(neverOver), 0o666))

	cmd := command(t, dir, temp, "--json")
	cmd.Env = append(cmd.Env, "GOMAXPROCS=2") // two rows run at once only where there are two processors to run them on
	stdout, err := cmd.StdoutPipe()
	require.NoError(t, err)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	require.NoError(t, cmd.Start())
	late := time.AfterFunc(2*time.Minute, func() { _ = cmd.Process.Signal(os.Interrupt) })
	t.Cleanup(func() { late.Stop(); _ = cmd.Process.Kill() })

	lines := bufio.NewScanner(stdout)
	require.True(t, lines.Scan(), "the quick row never came: %s", &stderr)
	assert.Contains(t, lines.Text(), `"row":"Quick"`)
	pid := waitForPID(t, filepath.Join(dir, "pid"))
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.False(t, lines.Scan(), "the slow row cannot have an answer: %s", lines.Text())
	_ = cmd.Wait()

	assert.Equal(t, statusInterrupted, cmd.ProcessState.ExitCode())
	assert.Contains(t, stderr.String(), "counterpoint: interrupted after 1 of 2 rows\n")
	assert.Eventually(t, func() bool { return isGone(pid) }, 10*time.Second, 10*time.Millisecond, "the row's process is still there")
	left, err := os.ReadDir(temp)
	assert.NoError(t, err)
	assert.Empty(t, left, "temporary files")
}

// tooLarge has a test that is over at once, and one whose search is not within a year.
const tooLarge = `package large

import (
	"os"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSmall(*testing.T) {}

func TestLarge(*testing.T) {
	os.WriteFile("pid.new", []byte(strconv(os.Getpid())), 0o666)
	os.Rename("pid.new", "pid")
	var n atomic.Int64
	var wg sync.WaitGroup
	for i := 0; i < 50; i++ {
		wg.Go(func() { n.Add(1) })
	}
	wg.Wait()
}

func TestNever(*testing.T) {}

func strconv(n int) (s string) {
	for ; n > 0; n /= 10 {
		s = string(rune('0'+n%10)) + s
	}
	return s
}
`

// An interrupt ends an exploration, tells how far it was, and leaves nothing.
func TestInterruptExplore(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the tests of a module")
	}
	t.Parallel()
	// With one process for the tests they come one after the other. With two, the last one may be over too.
	for _, processes := range []string{"1", "2"} {
		t.Run(processes, func(t *testing.T) { interruptExplore(t, processes) })
	}
}

func interruptExplore(t *testing.T, processes string) {
	dir, temp := t.TempDir(), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/large\n\ngo 1.22\n"), 0o666))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "large_test.go"), []byte(tooLarge), 0o666))

	cmd := command(t, dir, temp, "explore", "--time=0", "--html=page.html")
	cmd.Env = append(cmd.Env, "GOMAXPROCS="+processes)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	pid := waitForPID(t, filepath.Join(dir, "pid"))
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	_ = cmd.Wait()

	assert.Equal(t, statusInterrupted, cmd.ProcessState.ExitCode())
	assert.Eventually(t, func() bool { return isGone(pid) }, 10*time.Second, 10*time.Millisecond, "the test's process is still there")
	left, err := os.ReadDir(temp)
	assert.NoError(t, err)
	assert.Empty(t, left, "temporary files")
	assert.Contains(t, stderr.String(), "counterpoint: interrupted after ")
	if processes != "1" {
		return
	}
	assert.Regexp(t, `^✓ large.TestSmall: no failure in the only interleaving
~ large.TestLarge: no failure in \d+ interleavings?, but that is not all: stopped by an interrupt.*
2 tests: 1 without a failure, 1 without one so far\.
$`, stdout.String())
	assert.Equal(t, "counterpoint: interrupted after 2 of 3 tests\n", stderr.String())
	page, err := os.ReadFile(filepath.Join(dir, "page.html"))
	assert.NoError(t, err)
	assert.Contains(t, string(page), "interrupted after 2 of 3 tests")
	assert.Contains(t, string(page), "large.TestLarge</b>: no failure in ")
}

// stuck has a package whose test is over at once, and behind it, as go test runs one at a time, one whose test never is.
var stuck = map[string]string{
	"go.mod":      "module example.com/stuck\n\ngo 1.22\n",
	"a/a_test.go": "package a\n\nimport \"testing\"\n\nfunc TestA(*testing.T) {}\n",
	"b/b_test.go": `package b

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"
)

func TestB(*testing.T) {
	var mu sync.Mutex
	mu.Lock()
	os.WriteFile("../pid.new", fmt.Append(nil, os.Getpid()), 0o666)
	os.Rename("../pid.new", "../pid")
	time.Sleep(time.Hour)
}
`,
}

// An interrupt ends the tests whose locks are watched, tells how far they were, and leaves nothing.
func TestInterruptDeadlock(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs the tests of a module")
	}
	t.Parallel()
	dir, temp := t.TempDir(), t.TempDir()
	for name, text := range stuck {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666))
	}
	cmd := command(t, dir, temp, "deadlock", "./...")
	cmd.Env = append(cmd.Env, "GOFLAGS=-p=1 -ldflags=-w")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	pid := waitForPID(t, filepath.Join(dir, "pid"))
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	_ = cmd.Wait()

	assert.Equal(t, statusInterrupted, cmd.ProcessState.ExitCode())
	assert.Eventually(t, func() bool { return isGone(pid) }, 10*time.Second, 10*time.Millisecond, "the test's process is still there")
	left, err := os.ReadDir(temp)
	assert.NoError(t, err)
	assert.Empty(t, left, "temporary files")
	assert.Equal(t, "✓ a: nothing found in 1 test\nnothing found in 1 test of 1 package, with the locks of 1 package watched.\n", stdout.String())
	assert.Equal(t, "counterpoint: interrupted after 1 of 2 packages\n", stderr.String())
}

// command returns the command with these arguments, in a folder, with another one for what is temporary.
func command(t *testing.T, dir, temp string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Args = append([]string{"counterpoint"}, args...) // see TestMain
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), goEnvironment(t)...), "TMPDIR="+temp, noSleep)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt meant for it is not for us
	return cmd
}

// waitForPID returns the number in a file as soon as it is there.
func waitForPID(t *testing.T, path string) int {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if text, err := os.ReadFile(path); err == nil {
			pid, err := strconv.Atoi(string(text))
			require.NoError(t, err)
			return pid
		}
	}
	require.FailNow(t, "it never began")
	return 0
}

// isGone says whether the process has ended, be it that nobody has waited for it yet.
func isGone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	_, state, found := bytes.Cut(stat, []byte(") "))
	return err == nil && found && state[0] == 'Z'
}
