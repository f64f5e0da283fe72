package parallel_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// envWorker makes this test binary a worker process, of the kind that it names: silent, reporting,
// talking or failing.
const envWorker = "PARALLEL_WORKER"

// workerSteps is how often a worker adds 1.
const workerSteps = 1000

func TestMain(m *testing.M) {
	kind := os.Getenv(envWorker)
	if kind == "" {
		m.Run()
		return
	}
	var c parallel.PerProcess
	for range workerSteps {
		c.Add(1)
	}
	if kind == "talking" {
		fmt.Println("a line that nobody asked for")
	}
	if kind != "silent" {
		if err := c.Report(os.Stdout); err != nil {
			panic(err)
		}
	}
	if kind == "failing" {
		os.Exit(3)
	}
}

// worker returns a process to be run: this binary, as a worker.
func worker(kind string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), envWorker+"="+kind)
	if os.Getenv("GORACE") == "" {
		cmd.Env = append(cmd.Env, "GORACE=atexit_sleep_ms=0") // it is 1,000 otherwise
	}
	return cmd
}

func TestGather(t *testing.T) {
	var c parallel.PerProcess
	c.Add(5)
	require.NoError(t, c.Gather())
	require.NoError(t, c.Gather(worker("reporting"), worker("reporting"), worker("reporting")))
	assert.EqualValues(t, 5+3*workerSteps, c.Value())
}

func TestGatherTellsWhomItMissed(t *testing.T) {
	var c parallel.PerProcess
	missing := exec.Command(t.TempDir() + "/no such program")
	err := c.Gather(worker("reporting"), worker("failing"), worker("talking"), worker("silent"), missing)
	require.Error(t, err)
	assert.ErrorContains(t, err, "parallel: worker 1 is not counted: exit status 3")
	assert.ErrorContains(t, err, `parallel: worker 2 is not counted: it should Report its sum alone, and wrote "a line that nobody asked for`)
	assert.ErrorContains(t, err, `parallel: worker 3 is not counted: it should Report its sum alone, and wrote ""`)
	assert.ErrorContains(t, err, "parallel: worker 4 is not counted")
	assert.NotContains(t, err.Error(), "worker 0")
	assert.EqualValues(t, workerSteps, c.Value())

	var exit *exec.ExitError
	assert.True(t, errors.As(err, &exit))
}

// What a process does not get is told also by the counter that does not add up.
func TestUnsafePerProcessRun(t *testing.T) {
	var c parallel.UnsafePerProcess
	assert.Error(t, c.Run(worker("failing")))
	assert.NoError(t, c.Run())
}
