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
	want := verdict.SeenBy().NA(verdict.Vet, verdict.Runtime, verdict.GoDeadlock, verdict.Goleak, verdict.Assert)
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

	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Args = []string{"counterpoint", "--json"} // see TestMain
	cmd.Dir = dir
	// Two rows run at once only where there are two processors to run them on.
	cmd.Env = append(append(os.Environ(), goEnvironment(t)...), "TMPDIR="+temp, "GOMAXPROCS=2", noSleep)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt meant for it is not for us
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

// waitForPID returns the number in a file as soon as it is there.
func waitForPID(t *testing.T, path string) int {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if text, err := os.ReadFile(path); err == nil {
			pid, err := strconv.Atoi(string(text))
			require.NoError(t, err)
			return pid
		}
	}
	require.FailNow(t, "the slow row never began")
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
