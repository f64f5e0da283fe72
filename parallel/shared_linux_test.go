package parallel_test

import (
	"context"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// What a worker starts itself does not have the memory, which would be kept by it.
func TestSharedMemoryIsNotInherited(t *testing.T) {
	counter, err := parallel.NewSharedCounter()
	require.NoError(t, err)
	defer counter.Close()
	files, err := parallel.Map(t.Context(), parallel.Processes(1), filesOfAChild, []*parallel.SharedCounter{counter})
	require.NoError(t, err)
	assert.Contains(t, files[0], "/proc/")
	assert.NotContains(t, files[0], "counterpoint-shared-")
}

// filesOfAChild returns what a process has open that was started by this one.
func filesOfAChild(ctx context.Context, _ *parallel.SharedCounter) (string, error) {
	list, err := exec.CommandContext(ctx, "ls", "-l", "/proc/self/fd").CombinedOutput()
	return string(list), err
}

var _ = parallel.Register(filesOfAChild)
