//go:build unix

package process

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func init() {
	parent = twoWorkers

	// busy tells who it is, and then has no time.
	Register("busy", func() Server {
		return func(context.Context, []byte, func(Kind, []byte)) {
			fmt.Println(os.Getpid())
			for { //nolint:staticcheck // that is its point
			}
		}
	})
	// stopped tells who it is, and is stopped.
	Register("stopped", func() Server {
		return func(context.Context, []byte, func(Kind, []byte)) {
			fmt.Println(os.Getpid())
			syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		}
	})
	// answering answers, and then is stopped.
	Register("answering", func() Server {
		return func(_ context.Context, item []byte, answer func(Kind, []byte)) {
			answer(Result, item)
			syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		}
	})
	// listening tells who it is, and ends with its context.
	Register("listening", func() Server {
		return func(ctx context.Context, _ []byte, answer func(Kind, []byte)) {
			fmt.Println(os.Getpid())
			<-ctx.Done()
			answer(Result, []byte("heard"))
		}
	})
}

func twoWorkers(function string) {
	function, unbound := strings.CutSuffix(function, " unbound")
	if unbound {
		bind = func(*exec.Cmd) {}
	}
	ctx := context.Background()
	if function == "listening" {
		Grace = time.Hour                                // however slow the machine is: it will hear
		ctx, _ = signal.NotifyContext(ctx, os.Interrupt) // to the end of the program
	}
	answers := make(chan string)
	for range 2 {
		go func() {
			w, err := Start(Hello{Function: function})
			if err != nil {
				panic(err)
			}
			context.AfterFunc(ctx, func() { w.Tell(ctx.Err()) })
			_, answer, err := w.Ask(nil)
			if err == nil {
				err = w.End()
			}
			answers <- fmt.Sprintf("%s %v", answer, err)
		}()
	}
	fmt.Println(<-answers)
	fmt.Println(<-answers)
}

// startParent starts the program, in a process group of its own, and returns the process numbers of its workers when each
// is at its item.
func startParent(t *testing.T, function string) (cmd *exec.Cmd, workers []int) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envParent+"="+function, "GORACE=atexit_sleep_ms=0")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stderr, theirs, err := os.Pipe()
	require.NoError(t, err)
	cmd.Stderr = theirs
	t.Cleanup(func() { stderr.Close() })
	cmd.Stdout = new(strings.Builder)
	require.NoError(t, cmd.Start())
	theirs.Close()
	lines := bufio.NewScanner(stderr)
	for range 2 {
		require.True(t, lines.Scan())
		pid, err := strconv.Atoi(lines.Text())
		require.NoError(t, err)
		workers = append(workers, pid)
	}
	t.Cleanup(func() { // whatever this test finds
		for _, pid := range workers {
			if !isGone(pid) {
				syscall.Kill(pid, syscall.SIGKILL)
			}
		}
	})
	return cmd, workers
}

// isGone says whether there is no such process, or only what is left of it until somebody asks how it ended.
func isGone(pid int) bool {
	if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err == nil {
		state := stat[strings.LastIndexByte(string(stat), ')')+1:]
		return strings.HasPrefix(string(state), " Z") || strings.HasPrefix(string(state), " X")
	}
	return syscall.Kill(pid, 0) != nil
}

// awaitGone returns when the processes are gone, or else never.
func awaitGone(pids []int) {
	for _, pid := range pids {
		for !isGone(pid) {
			runtime.Gosched()
		}
	}
}

// Workers that are busy are gone when their parent is, whatever ended that: they read the end of their input, and on
// Linux need not even do that.
func TestWorkersEndWithTheirParent(t *testing.T) {
	functions := []string{"busy", "busy unbound", "listening", "listening unbound"}
	if runtime.GOOS == "linux" {
		functions = append(functions, "stopped")
	}
	for _, function := range functions {
		t.Run(function, func(t *testing.T) {
			cmd, workers := startParent(t, function)
			require.NoError(t, cmd.Process.Kill())
			assert.ErrorContains(t, cmd.Wait(), "killed")
			awaitGone(workers)
		})
	}
}

// An interrupt from the terminal goes to the whole group. It ends the parent, and that the workers.
func TestWorkersEndWithAnInterrupt(t *testing.T) {
	for _, function := range []string{"busy", "busy unbound"} {
		t.Run(function, func(t *testing.T) {
			cmd, workers := startParent(t, function)
			require.NoError(t, syscall.Kill(-cmd.Process.Pid, syscall.SIGINT))
			assert.Error(t, cmd.Wait())
			awaitGone(workers)
		})
	}
}

// A parent that goes about its own end when it is interrupted has its workers still.
func TestWorkersOutliveAnInterrupt(t *testing.T) {
	cmd, workers := startParent(t, "listening")
	require.NoError(t, syscall.Kill(-cmd.Process.Pid, syscall.SIGINT))
	assert.NoError(t, cmd.Wait())
	assert.Equal(t, "heard <nil>\nheard <nil>\n", cmd.Stdout.(*strings.Builder).String())
	awaitGone(workers)
}

// What starts a worker may end; that on Linux a process is bound to a thread is nobody else's concern.
func TestWorkerOutlivesTheThreadThatWantedIt(t *testing.T) {
	started := make(chan *Worker)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with this function
		w, err := Start(Hello{Function: "echo"})
		assert.NoError(t, err)
		started <- w
	}()
	w := <-started
	for range 20 { // more threads that end
		ended := make(chan struct{})
		go func() { defer close(ended); runtime.LockOSThread() }()
		<-ended
	}
	kind, answer, err := w.Ask([]byte("still here"))
	require.NoError(t, err)
	assert.Equal(t, Result, kind)
	assert.Equal(t, "still here", string(answer))
	assert.NoError(t, w.End())
	assert.True(t, isGone(w.Pid()))
}

// A worker that is stopped reads nothing, and what it is sent does not fit into a pipe.
func TestWorkerThatDoesNotRead(t *testing.T) {
	impatient(t)
	w, err := Start(Hello{Function: "answering"})
	require.NoError(t, err)
	_, _, err = w.Ask(nil)
	require.NoError(t, err)
	w.Tell(context.Canceled)
	_, _, err = w.Ask(make([]byte, 1<<20))
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorContains(t, err, "it was still busy 1ms after the context was done, and was killed")
	assert.True(t, isGone(w.Pid()))
	assert.NoError(t, w.End())
}

// It does not end by itself either, and that is no error if it has done its work.
func TestWorkerThatDoesNotEnd(t *testing.T) {
	impatient(t)
	w, err := Start(Hello{Function: "answering"})
	require.NoError(t, err)
	_, _, err = w.Ask(nil)
	require.NoError(t, err)
	assert.NoError(t, w.End())
	assert.True(t, isGone(w.Pid()))
}
