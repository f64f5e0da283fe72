package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An interrupt ends the measuring and the processes that it had started, at once.
func TestInterruptMeasure(t *testing.T) {
	t.Parallel()
	dir, temp := t.TempDir(), t.TempDir()
	for _, row := range []string{"start/process", "memory/thread", "trip/pipe", "io/processes", "cpu/processes"} {
		t.Run(row, func(t *testing.T) {
			cmd := command(t, dir, temp, "measure", "--time=1h", "--run=^"+row+"$", "--html=page.html")
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			require.NoError(t, cmd.Start())
			t.Cleanup(func() { _ = cmd.Process.Kill() })
			child := waitForChild(t, cmd.Process.Pid)
			require.NoError(t, cmd.Process.Signal(os.Interrupt))
			_ = cmd.Wait()
			assert.Equal(t, statusInterrupted, cmd.ProcessState.ExitCode(), stderr.String())
			assert.Equal(t, "counterpoint: interrupted\n", stderr.String())
			assert.Eventually(t, func() bool { return isGone(child) }, 10*time.Second, 10*time.Millisecond, "a process is still there")
			left, err := os.ReadDir(temp)
			assert.NoError(t, err)
			assert.Empty(t, left, "temporary files")
			half, err := filepath.Glob(filepath.Join(dir, "*.new"))
			assert.NoError(t, err)
			assert.Empty(t, half, "half a page")
		})
	}
}

// waitForChild returns a process that this one has started.
func waitForChild(t *testing.T, pid int) int {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); {
		files, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/children")
		for _, file := range files {
			text, _ := os.ReadFile(file)
			for _, field := range strings.Fields(string(text)) {
				child, err := strconv.Atoi(field)
				require.NoError(t, err)
				return child
			}
		}
	}
	require.FailNow(t, "it never started a process")
	return 0
}
