package measure

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// yields has two goroutines let each other run, on one processor.
func yields(int) sample.Task {
	before := runtime.GOMAXPROCS(1)
	return sample.Task{
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
func channelHops(threads bool) func(goroutines int) sample.Task {
	return func(int) sample.Task {
		to, fro := make(chan int), make(chan int)
		last := 0
		return sample.Task{
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
const echoVariable = "COUNTERPOINT_MEASURE_ECHO"

// Echoing says whether this process is one that [Run] has started to get its bytes back from. Such
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
func pipeHops(int) sample.Task {
	e, err := startEcho()
	return sample.Task{
		Do: func(_, n int) {
			for hop := 0; hop < n && err == nil; hop++ {
				err = e.hop()
			}
		},
		End: func(int) error {
			if e == nil {
				return err
			}
			return errors.Join(err, e.end())
		},
	}
}

// An echo is this program once more, which sends back what it gets.
type echo struct {
	cmd    *exec.Cmd
	to     io.WriteCloser
	fro    io.Reader
	isAway bool // the byte
}

func startEcho() (*echo, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	e := &echo{cmd: exec.Command(program)}
	// Where the race detector is on, it would have a process wait for a second before it ends.
	e.cmd.Env = append(os.Environ(), echoVariable+"=1", "GORACE=atexit_sleep_ms=0")
	if e.to, err = e.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if e.fro, err = e.cmd.StdoutPipe(); err != nil {
		return nil, err
	}
	return e, e.cmd.Start()
}

// hop sends the byte there, or gets it back.
func (e *echo) hop() (err error) {
	var b [1]byte
	if e.isAway {
		_, err = io.ReadFull(e.fro, b[:])
	} else {
		_, err = e.to.Write(b[:])
	}
	e.isAway = !e.isAway
	return err
}

// end ends the process by that of its input.
func (e *echo) end() error { return errors.Join(e.to.Close(), e.cmd.Wait()) }
