package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/parallel"
	"github.com/counterpoint-go/counterpoint/parallel/internal/process"
)

func TestMain(m *testing.M) {
	if os.Getenv("PARALLEL_TEST_FORGETS") != "" {
		_, err := parallel.Map(context.Background(), parallel.Processes(2), double, []int{1, 2})
		fmt.Println(err)
		return
	}
	process.Limit = 8 << 20 // here and in the workers: to encode more takes time
	parallel.Init()
	os.Exit(m.Run())
}

var (
	_ = parallel.Register(double)
	_ = parallel.Register(who)
	_ = parallel.Register(same)
	_ = parallel.Register(nothing)
	_ = parallel.Register(any1)
	_ = parallel.Register(pointed)
	_ = parallel.Register(channel)
	_ = parallel.Register(within)
	_ = parallel.Register(deadline)
	_ = parallel.Register(environment)
)

// processes returns the results of a Map over n processes, that leaves nothing behind.
func processes[In, Out any](t *testing.T, n int, f func(context.Context, In) (Out, error), items ...In) ([]Out, error) {
	t.Helper()
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	return parallel.Map(t.Context(), parallel.Processes(n), f, items)
}

func TestProcessesKeepTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		for _, items := range []int{0, 1, 2, 100} {
			doubles, err := processes(t, n, double, upTo(items)...)
			require.NoError(t, err)
			require.Len(t, doubles, items)
			for i, double := range doubles {
				assert.Equal(t, 2*i, double)
			}
		}
	}
}

// They are other processes, n at most, and are gone when Map has returned.
func TestProcessesAreBounded(t *testing.T) {
	pids, err := processes(t, 3, who, make([]struct{}, 100)...)
	require.NoError(t, err)
	seen := map[int]bool{}
	for _, pid := range pids {
		seen[pid] = true
		assertGone(t, pid)
	}
	assert.NotContains(t, seen, os.Getpid())
	assert.LessOrEqual(t, len(seen), 3)
}

// who returns the process's number; what has no size is nothing to be sent.
func who(context.Context, struct{}) (int, error) { return os.Getpid(), nil }

// assertGone asserts that there is no child of that number, not even as a zombie.
func assertGone(t *testing.T, pid int) {
	t.Helper()
	p, err := os.FindProcess(pid)
	if err != nil {
		return // as on Windows
	}
	_, err = p.Wait()
	assert.Error(t, err)
}

// Both have one processor: who reads, who works and who is told take turns.
func TestProcessesOnOneProcessor(t *testing.T) {
	impatient(t)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	t.Setenv("GOMAXPROCS", "1")
	processors, err := processes(t, 2, environment, "GOMAXPROCS", "COUNTERPOINT_PARALLEL_WORKER", "arguments", "stdin")
	require.NoError(t, err)
	assert.Equal(t, []string{"1", "", "0", ""}, processors)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	assert.ErrorIs(t, during(t, ctx, cancel, "spins", "spins"), context.Canceled)
}

// environment is what a worker sees of the world.
func environment(_ context.Context, name string) (string, error) {
	switch name {
	case "arguments":
		return fmt.Sprint(len(os.Args) - 1), nil
	case "stdin":
		read := make([]byte, 1)
		n, _ := os.Stdin.Read(read)
		return string(read[:n]), nil
	}
	return os.Getenv(name), nil
}

type everything struct {
	Text    string
	Numbers []float64
	Map     map[string]*everything
	Time    time.Time
	hidden  int
}

// same returns what it gets.
func same(_ context.Context, item everything) (everything, error) { return item, nil }

func TestProcessesSendWhatGobSends(t *testing.T) {
	full := everything{Text: "\x00\xff€", Numbers: []float64{math.Inf(1), 0, -1}, Map: map[string]*everything{"a": {Text: "b"}}, Time: time.Unix(1, 2).UTC()}
	large := everything{Text: strings.Repeat("much ", 1_000_000)}
	returned, err := processes(t, 2, same, full, everything{}, large, everything{hidden: 3})
	require.NoError(t, err)
	assert.Equal(t, full, returned[0])
	assert.Equal(t, everything{}, returned[1])
	assert.True(t, reflect.DeepEqual(large, returned[2]))
	assert.Zero(t, returned[3].hidden, "as it is not exported")

	pointers, err := processes(t, 1, pointed, nil, &everything{}, nil)
	require.NoError(t, err)
	assert.Equal(t, []*everything{{Text: "was nil"}, nil, {Text: "was nil"}}, pointers)
	anything, err := processes(t, 1, any1, any(nil), any(3), any("nil"), any("x"))
	require.NoError(t, err)
	assert.Equal(t, []any{nil, 3, nil, "x"}, anything)
	_, err = processes(t, 2, nothing, struct{}{}, struct{}{})
	assert.NoError(t, err)
}

func nothing(context.Context, struct{}) (struct{}, error) { return struct{}{}, nil }

// any1 returns what gob can't send, or what nobody has told it of.
func any1(_ context.Context, item any) (any, error) {
	switch item {
	case "unknown":
		return struct{ A int }{1}, nil
	case "nil":
		return nil, nil
	}
	return item, nil
}

// pointed returns a pointer for none, and none for one.
func pointed(_ context.Context, p *everything) (*everything, error) {
	if p == nil {
		return &everything{Text: "was nil"}, nil
	}
	return nil, nil
}

// channel can't be called with anything that is sent.
func channel(context.Context, chan int) (func(), error) { return nil, nil }

func TestProcessesSayWhatTheyCannotSend(t *testing.T) {
	_, err := processes(t, 1, any1, any(3))
	assert.NoError(t, err)
	_, err = processes(t, 1, any1, any(3), any(struct{ B int }{1}))
	assert.ErrorContains(t, err, "parallel: item 1 cannot be sent to a process: interface {}: gob: type not registered for interface: struct { B int }")
	_, err = processes(t, 1, any1, any("unknown"))
	assert.ErrorContains(t, err, "it cannot send the result: interface {}: gob: type not registered for interface: struct { A int }")
	_, err = processes(t, 1, channel, make(chan int))
	assert.EqualError(t, err, "parallel: item 0 cannot be sent to a process: chan int: gob NewTypeObject can't handle type: chan int")

	huge := everything{Text: strings.Repeat("x", process.Limit)}
	_, err = processes(t, 1, same, huge)
	assert.ErrorContains(t, err, "parallel: item 0 cannot be sent to a process: parallel_test.everything of 8388")
	assert.ErrorContains(t, err, " bytes: more than the 64 MiB that a message may have")
	_, err = processes(t, 1, trouble, "huge")
	assert.ErrorContains(t, err, "it cannot send the result: string of 8388")
}

func TestProcessesKnowTheDeadline(t *testing.T) {
	times, err := parallel.Map(t.Context(), parallel.Processes(1), deadline, []int{0})
	require.NoError(t, err)
	assert.True(t, times[0].IsZero())
	want := time.Now().Add(time.Hour)
	ctx, cancel := context.WithDeadline(t.Context(), want)
	defer cancel()
	times, err = parallel.Map(ctx, parallel.Processes(1), deadline, []int{0})
	require.NoError(t, err)
	assert.True(t, want.Equal(times[0]))
}

func deadline(ctx context.Context, _ int) (time.Time, error) {
	t, _ := ctx.Deadline()
	if err := ctx.Err(); err != nil {
		return t, err
	}
	if ctx.Value("key") != nil {
		return t, errors.New("a value")
	}
	return t, nil
}

// A worker starts none of its own: a function that calls itself in one would have no end of them.
func TestProcessesWithinProcesses(t *testing.T) {
	_, err := processes(t, 1, within, 1)
	assert.EqualError(t, err, "parallel: Map(github.com/counterpoint-go/counterpoint/parallel_test.within): Processes in a worker process, which must not start others; use Goroutines there")
}

func within(ctx context.Context, n int) (int, error) {
	results, err := parallel.Map(ctx, parallel.Processes(n), within, []int{n})
	if err != nil {
		return 0, err
	}
	return results[0], nil
}

// A program that forgets Init would start itself, and that itself, without end.
func TestProcessesWantInit(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PARALLEL_TEST_FORGETS=1", "GORACE=atexit_sleep_ms=0")
	said, err := cmd.Output()
	require.NoError(t, err)
	assert.Equal(t, "parallel: Map(github.com/counterpoint-go/counterpoint/parallel_test.double): Processes in a program that can't be a worker; call parallel.Init first thing in main, or TestMain\n", string(said))
}

func TestProcessesThatCannotBeStarted(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("it takes an environment that is too large, by Linux's measure")
	}
	t.Setenv("PARALLEL_TEST_TOO_LONG", strings.Repeat("x", 1<<20))
	_, err := processes(t, 2, double, 1)
	var e *parallel.ProcessError
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 0, e.Pid)
	assert.Nil(t, e.State)
	assert.ErrorContains(t, err, "parallel: item 0: a worker process cannot be started: ")
	assert.ErrorContains(t, err, "argument list too long")
}

func unregistered(context.Context, int) (int, error) { return 0, nil }

func generic[T any](context.Context, T) (T, error) { var zero T; return zero, nil }

type method struct{}

func (method) do(context.Context, int) (int, error) { return 0, nil }

func TestProcessesWantAFunctionThatTheyKnow(t *testing.T) {
	_, err := processes(t, 1, unregistered, 1)
	assert.EqualError(t, err, "parallel: Map(github.com/counterpoint-go/counterpoint/parallel_test.unregistered): Processes with a function that they do not know; say var _ = parallel.Register(f), with f declared at top level")
	_, err = processes(t, 1, func(context.Context, int) (int, error) { return 0, nil }, 1)
	assert.ErrorContains(t, err, "do not know")
}

func TestRegisterIsMadeRight(t *testing.T) {
	assert.PanicsWithValue(t, "parallel: Register(nil): no function; pass one", func() { parallel.Register[int, int](nil) })
	assert.PanicsWithValue(t, "parallel: Register(github.com/counterpoint-go/counterpoint/parallel_test.unregistered): it is called after Init, when a worker is past it; call it during initialisation: var _ = parallel.Register(unregistered)", func() { parallel.Register(unregistered) })
	for name, register := range map[string]func(){
		"a closure":             func() { parallel.Register(func(context.Context, int) (int, error) { return 0, nil }) },
		"a method value":        func() { parallel.Register(method{}.do) },
		"an instance":           func() { parallel.Register(generic[int]) },
		"a function of another": func() { parallel.Register(parallel.Register(troubles["sleeps"])) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() { assert.Contains(t, recover(), "a closure, a method or an instance of a generic function") }()
			register()
		})
	}
	assert.NotPanics(t, func() { parallel.Register(double) }, "it has been before")
	assert.PanicsWithValue(t, "parallel: Processes(-1): a negative number of workers; 0 stands for as many as can run at a time", func() { parallel.Processes(-1) })
}

// Nothing is started for a context that is done before.
func TestProcessesStopWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := parallel.Map(ctx, parallel.Processes(2), double, upTo(3))
	assert.Equal(t, context.Canceled, err)
}

// An error is its text, and is a context's error if it was one.
func TestProcessesReturnTheFirstError(t *testing.T) {
	_, err := processes(t, 2, trouble, "nothing", "fails", "nothing")
	assert.EqualError(t, err, "of an item: file does not exist")
	assert.NotErrorIs(t, err, fs.ErrNotExist)
	var e *parallel.ProcessError
	assert.NotErrorAs(t, err, &e)
	_, err = processes(t, 2, trouble, "late")
	assert.EqualError(t, err, "too late: context deadline exceeded")
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	assert.NotErrorIs(t, err, context.Canceled)
	_, err = processes(t, 2, trouble, "canceled")
	assert.ErrorIs(t, err, context.Canceled)
	_, err = processes(t, 2, trouble, "says nothing")
	assert.EqualError(t, err, "")
}

func TestProcessesPanic(t *testing.T) {
	for item, want := range map[string]string{"panics": "in a worker", "panics within": "in a goroutine of a worker", "divides": "runtime error: integer divide by zero"} {
		t.Run(item, func(t *testing.T) {
			defer func() {
				e, ok := recover().(*parallel.PanicError)
				require.True(t, ok)
				assert.Equal(t, want, e.Value)
				assert.Contains(t, string(e.Stack), "process_trouble_test.go", "the stack of the worker")
				assert.NotContains(t, string(e.Stack), "TestProcessesPanic")
			}()
			processes(t, 2, trouble, "nothing", item)
		})
	}
}

func TestProcessesGoexit(t *testing.T) {
	returned, ended := false, make(chan struct{})
	go func() {
		defer close(ended)
		processes(t, 2, trouble, "nothing", "exits")
		returned = true
	}()
	<-ended
	assert.False(t, returned)
}

// What f prints is no answer, and appears where errors do.
func TestProcessesPrint(t *testing.T) {
	printed := captureStderr(t, func() {
		results, err := processes(t, 1, trouble, "prints")
		assert.NoError(t, err)
		assert.Equal(t, []string{"printed"}, results)
	})
	assert.Equal(t, "to os.Stdout\nto os.Stderr\n", printed)
}

// captureStderr returns what is written to os.Stderr while f runs.
func captureStderr(t *testing.T, f func()) string {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "stderr")
	require.NoError(t, err)
	defer file.Close()
	before := os.Stderr
	os.Stderr = file
	defer func() { os.Stderr = before }()
	f()
	printed, err := os.ReadFile(file.Name())
	require.NoError(t, err)
	return string(printed)
}
