package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

func TestMain(m *testing.M) {
	parallel.Init()
	os.Exit(m.Run())
}

var _ = parallel.Register(square)

func square(_ context.Context, n int) (int, error) { return n * n, nil }

func TestProcesses(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		for _, items := range []int{0, 1, 2, 100} {
			squares, err := parallel.Map(t.Context(), parallel.Processes(n), square, upTo(items))
			require.NoError(t, err)
			require.Len(t, squares, items)
			for i, square := range squares {
				assert.Equal(t, i*i, square)
			}
		}
	}
}

// They are other processes, and n of them at most.
func TestProcessesAreProcesses(t *testing.T) {
	pids, err := parallel.Map(t.Context(), parallel.Processes(3), pid, make([]struct{}, 100))
	require.NoError(t, err)
	seen := map[int]bool{}
	for _, pid := range pids {
		seen[pid] = true
	}
	assert.NotContains(t, seen, os.Getpid())
	assert.LessOrEqual(t, len(seen), 3)
}

var _ = parallel.Register(pid)

func pid(context.Context, struct{}) (int, error) { return os.Getpid(), nil }

// troubles are what a worker can get into, by name.
var troubles = map[string]func(ctx context.Context) (string, error){
	"exit":   func(context.Context) (string, error) { os.Exit(3); return "", nil },
	"panic":  func(context.Context) (string, error) { panic(errors.New("in a worker")) },
	"goexit": func(context.Context) (string, error) { runtime.Goexit(); return "", nil },
	"error":  func(context.Context) (string, error) { return "", fmt.Errorf("item: %w", os.ErrNotExist) },
	"prints": func(context.Context) (string, error) { fmt.Println("a line of a worker's"); return "printed", nil },
	"rubbish": func(context.Context) (string, error) {
		os.NewFile(1, "1").WriteString("rubbish, that is")
		return "", nil
	},
}

var _ = parallel.Register(trouble)

func trouble(ctx context.Context, name string) (string, error) { return troubles[name](ctx) }

func mapTrouble(t *testing.T, name string) (string, error) {
	results, err := parallel.Map(t.Context(), parallel.Processes(1), trouble, []string{name})
	if err != nil {
		return "", err
	}
	return results[0], nil
}

func TestProcessDies(t *testing.T) {
	_, err := mapTrouble(t, "exit")
	var e *parallel.ProcessError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 3, e.State.ExitCode())
	t.Log(err)
	_, err = mapTrouble(t, "rubbish")
	t.Log(err)
	_, err = mapTrouble(t, "error")
	t.Log(err)
	s, err := mapTrouble(t, "prints")
	t.Log(s, err)
	require.Panics(t, func() { mapTrouble(t, "panic") })
}
