package costs

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"

	"github.com/counterpoint-go/counterpoint/bench"
)

// yields has two goroutines let each other run, on one processor.
func yields(int) bench.Task {
	before := runtime.GOMAXPROCS(1)
	return bench.Task{
		Do: func(_, n int) {
			for range n {
				runtime.Gosched()
			}
		},
		End: func(int) error {
			runtime.GOMAXPROCS(before)
			return nil
		},
	}
}

// channelHops has two goroutines, each of a thread of its own if so wanted, pass a number to and fro that
// each of them adds 1 to.
func channelHops(threads bool) func(goroutines int) bench.Task {
	return func(int) bench.Task {
		to, fro := make(chan int), make(chan int)
		last := 0
		return bench.Task{
			Do: func(i, n int) {
				if threads {
					runtime.LockOSThread()
					defer runtime.UnlockOSThread()
				}
				hop := 0
				for range n {
					if i == 0 {
						to <- hop + 1
						hop = <-fro
					} else {
						fro <- <-to + 1
					}
				}
				if i == 0 {
					last = hop
				}
			},
			End: func(operations int) error { return complete(int64(last), operations) },
		}
	}
}

// echoVariable is set in the environment of the process that answers.
const echoVariable = "COUNTERPOINT_BENCH_ECHO"

// Echoing says whether this process is one that [Measure] has started to get its bytes back from. Such
// a process calls [Echo] and does nothing else: every program that measures asks this first.
func Echoing() bool { return os.Getenv(echoVariable) != "" }

// Echo writes each byte from standard input to standard output, until there are no more.
func Echo() {
	signal.Ignore(os.Interrupt) // which is for the one that measures; its end is the end of the input
	var b [1]byte
	for {
		if _, err := os.Stdin.Read(b[:]); err != nil {
			return
		}
		if _, err := os.Stdout.Write(b[:]); err != nil {
			return
		}
	}
}

// pipeHops has a byte go to another process or come back, in turns.
func pipeHops(int) bench.Task {
	to, fro, wait, failed := startEcho()
	return bench.Task{
		Do: func(_, n int) {
			var b [1]byte
			for hop := 0; hop < n && failed == nil; hop++ {
				if hop%2 == 0 {
					_, failed = to.Write(b[:])
				} else {
					_, failed = fro.Read(b[:])
				}
			}
		},
		End: func(int) error {
			if to == nil {
				return failed
			}
			return errors.Join(failed, to.Close(), wait())
		},
	}
}

// startEcho starts this program again to echo.
func startEcho() (to io.WriteCloser, fro io.Reader, wait func() error, err error) {
	program, err := os.Executable()
	if err != nil {
		return nil, nil, nil, err
	}
	cmd := exec.Command(program)
	// Where the race detector is on, it would have a process wait for a second before it ends.
	cmd.Env = append(os.Environ(), echoVariable+"=1", "GORACE=atexit_sleep_ms=0")
	to, err = cmd.StdinPipe()
	if err != nil {
		return nil, nil, nil, err
	}
	fro, err = cmd.StdoutPipe()
	if err != nil {
		return nil, nil, nil, err
	}
	if err = cmd.Start(); err != nil {
		return nil, nil, nil, err
	}
	return to, fro, cmd.Wait, nil
}
