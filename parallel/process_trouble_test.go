package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/parallel"
	"github.com/counterpoint-go/counterpoint/parallel/internal/process"
)

// troubles are what a worker can get into, by name.
var troubles = map[string]func(ctx context.Context, _ string) (string, error){
	"nothing": func(context.Context, string) (string, error) { return "", nil },
	"fails":   func(context.Context, string) (string, error) { return "", fmt.Errorf("of an item: %w", fs.ErrNotExist) },
	"late": func(context.Context, string) (string, error) {
		return "", fmt.Errorf("too late: %w", context.DeadlineExceeded)
	},
	"canceled":     func(context.Context, string) (string, error) { return "", context.Canceled },
	"says nothing": func(context.Context, string) (string, error) { return "", errors.New("") },
	"panics":       func(context.Context, string) (string, error) { panic(errors.New("in a worker")) },
	"divides": func(ctx context.Context, s string) (string, error) {
		return fmt.Sprint(1 / (len(s) - len("divides"))), nil
	},
	"exits": func(context.Context, string) (string, error) { runtime.Goexit(); return "", nil },
	"huge":  func(context.Context, string) (string, error) { return strings.Repeat("x", process.Limit), nil },
	"panics within": func(ctx context.Context, _ string) (string, error) {
		_, err := parallel.Map(ctx, parallel.Goroutines(1), func(context.Context, int) (int, error) { panic("in a goroutine of a worker") }, []int{1})
		return "", err
	},
	"prints": func(context.Context, string) (string, error) {
		fmt.Println("to os.Stdout")
		fmt.Fprintln(os.Stderr, "to os.Stderr")
		return "printed", nil
	},

	// What brings the process down.
	"ends":      func(context.Context, string) (string, error) { fmt.Println("a last word"); os.Exit(3); return "", nil },
	"ends well": func(context.Context, string) (string, error) { os.Exit(0); return "", nil },
	"is killed": func(context.Context, string) (string, error) { return "", suicide() },
	"goroutine": func(context.Context, string) (string, error) { go panic("on a goroutine of its own"); select {} },

	// What it writes, and where.
	"rubbish": func(context.Context, string) (string, error) {
		fmt.Fprint(fd1(), "a line for descriptor 1\n")
		return "", nil
	},
	"closes": func(context.Context, string) (string, error) { fd1().Close(); select {} },
	"floods": func(context.Context, string) (string, error) {
		for i := range 100_000 {
			fmt.Println("line", i)
		}
		os.Exit(5)
		return "", nil
	},

	// What does not end.
	"spins": func(context.Context, string) (string, error) {
		for { //nolint:staticcheck // it takes no notice of anything
		}
	},
	"listens": func(ctx context.Context, _ string) (string, error) { <-ctx.Done(); return "", ctx.Err() },
	"sleeps":  func(context.Context, string) (string, error) { select {} },
}

// fd1 returns what os.Stdout was in a worker. There is no such file but in one that asks for it: the collector would close
// the descriptor with it.
var fd1 = sync.OnceValue(func() *os.File { return os.NewFile(1, "file descriptor 1") })

// suicide kills this process by a signal, where there are signals.
func suicide() error {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	if err := self.Kill(); err != nil {
		return err
	}
	select {}
}

var _ = parallel.Register(trouble)

func trouble(ctx context.Context, name string) (string, error) { return troubles[name](ctx, name) }

// An ordeal is a trouble, and where is counted that a worker has come to it.
type ordeal struct {
	Name  string
	Begun *parallel.SharedCounter
}

var _ = parallel.Register(begin)

func begin(ctx context.Context, o ordeal) (string, error) {
	o.Begun.Add(1)
	return trouble(ctx, o.Name)
}

// during calls then when as many workers as there are names are at them, or one has brought Map to its end before, and
// returns Map's error.
func during(t *testing.T, ctx context.Context, then func(), names ...string) error { //nolint:revive // the test comes first
	t.Helper()
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	begun, err := parallel.NewSharedCounter()
	if errors.Is(err, errors.ErrUnsupported) {
		t.Skip(err)
	}
	require.NoError(t, err)
	defer begun.Close()
	var ordeals []ordeal
	for _, name := range names {
		ordeals = append(ordeals, ordeal{name, begun})
	}
	returned := make(chan error)
	go func() {
		_, err := parallel.Map(ctx, parallel.Processes(len(names)), begin, ordeals)
		returned <- err
	}()
	for begun.Value() < int64(len(names)) {
		select {
		case err := <-returned:
			return err
		default:
			runtime.Gosched()
		}
	}
	then()
	return <-returned
}

// impatient has workers that take no notice be killed at once.
func impatient(t *testing.T) {
	grace := process.Grace
	process.Grace = time.Millisecond
	t.Cleanup(func() { process.Grace = grace })
}

// inTrouble returns the ProcessError of a Map over one worker.
func inTrouble(t *testing.T, names ...string) *parallel.ProcessError {
	t.Helper()
	_, err := processes(t, 1, trouble, names...)
	var e *parallel.ProcessError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, len(names)-1, e.Item)
	assertGone(t, e.Pid)
	assert.Equal(t, e.Pid, e.State.Pid())
	assert.Contains(t, err.Error(), fmt.Sprintf("parallel: item %d: worker process %d: %v: %v", e.Item, e.Pid, e.State, e.Err))
	if e.Stderr != "" {
		assert.Contains(t, err.Error(), "; its standard error ended with:\n"+e.Stderr)
	}
	return e
}

func TestProcessDies(t *testing.T) {
	captureStderr(t, func() {
		e := inTrouble(t, "nothing", "nothing", "ends")
		assert.Equal(t, 3, e.State.ExitCode())
		assert.Equal(t, "a last word\n", e.Stderr)
		assert.EqualError(t, e, fmt.Sprintf("parallel: item 2: worker process %d: exit status 3: it ended before it had answered; its standard error ended with:\na last word\n", e.Pid))

		e = inTrouble(t, "ends well")
		assert.Equal(t, 0, e.State.ExitCode())
		assert.EqualError(t, e.Err, "it ended before it had answered")
		assert.Empty(t, e.Stderr)

		e = inTrouble(t, "nothing", "is killed")
		if runtime.GOOS != "windows" {
			assert.Equal(t, "signal: killed", e.State.String())
		}

		e = inTrouble(t, "goroutine") // which nobody but the runtime can recover from
		assert.Equal(t, 2, e.State.ExitCode())
		assert.Contains(t, e.Stderr, "panic: on a goroutine of its own")
	})
}

// The others go on to their items' end and no further.
func TestProcessDiesAmongOthers(t *testing.T) {
	err := during(t, t.Context(), func() {}, "listens", "listens", "ends well", "listens")
	var e *parallel.ProcessError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 2, e.Item)
	assert.NotErrorIs(t, err, context.Canceled)
}

func TestProcessWritesRubbish(t *testing.T) {
	e := inTrouble(t, "nothing", "rubbish")
	assert.ErrorContains(t, e.Err, `it wrote to its standard output, which is for its answers alone: "a line for descriptor 1\n`)
	impatient(t)
	e = inTrouble(t, "closes")
	assert.EqualError(t, e.Err, "it closed its standard output, which is for its answers, and was killed")
}

// Whoever prints much does not block, and it is the end of it that is kept.
func TestProcessFloods(t *testing.T) {
	printed := captureStderr(t, func() {
		e := inTrouble(t, "floods")
		assert.Equal(t, 5, e.State.ExitCode())
		assert.True(t, strings.HasPrefix(e.Stderr, "..."))
		assert.True(t, strings.HasSuffix(e.Stderr, "line 99998\nline 99999\n"))
		assert.Len(t, e.Stderr, len("...")+4<<10)
	})
	assert.Equal(t, 100_000, strings.Count(printed, "\n"))
}

// The end of the context is heard in the workers, and they say so.
func TestProcessHearsOfTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	assert.ErrorIs(t, during(t, ctx, cancel, "listens", "listens"), context.Canceled)
}

// A worker that takes no notice is killed: one that computes, and one that waits for nothing.
func TestProcessTakesNoNoticeOfTheContext(t *testing.T) {
	impatient(t)
	for _, name := range []string{"spins", "sleeps"} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			err := during(t, ctx, cancel, name)
			assert.ErrorIs(t, err, context.Canceled)
			var e *parallel.ProcessError
			require.ErrorAs(t, err, &e)
			assertGone(t, e.Pid)
			assert.False(t, e.State.Success())
			assert.ErrorContains(t, e, "it was still busy 1ms after the context was done, and was killed: context canceled")
		})
	}
}

// What ends a context is known in the workers.
func TestProcessHearsOfTheDeadline(t *testing.T) {
	ctx := &deadlined{Context: t.Context(), done: make(chan struct{})}
	assert.ErrorIs(t, during(t, ctx, func() { close(ctx.done) }, "listens"), context.DeadlineExceeded)
	impatient(t)
	ctx = &deadlined{Context: t.Context(), done: make(chan struct{})}
	assert.ErrorIs(t, during(t, ctx, func() { close(ctx.done) }, "spins"), context.DeadlineExceeded)
}

// A deadlined context has had its deadline when that is said.
type deadlined struct {
	context.Context
	done chan struct{}
}

func (d *deadlined) Done() <-chan struct{} { return d.done }

func (d *deadlined) Err() error {
	select {
	case <-d.done:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

// It is the first error that Map returns, and not those of the workers that it had to kill.
func TestProcessTakesNoNoticeOfAnError(t *testing.T) {
	impatient(t)
	err := during(t, t.Context(), func() {}, "spins", "fails")
	assert.EqualError(t, err, "of an item: file does not exist")
}
