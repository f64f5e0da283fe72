package verdict

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"
)

// grace is how long a process gets, after SIGQUIT, to print its goroutines.
const grace = 2 * time.Second

// An outcome is how a process ended and what it printed.
type outcome struct {
	output   string // standard output and error, the middle left out if it was very long
	status   int    // exit status; -1 if a signal ended it
	deadline bool   // it was still going at its deadline
}

// runProcess runs cmd to its end or its deadline, whichever comes first, and leaves nothing behind:
// at the deadline the process is asked for its goroutines, and then it and all that it started are
// killed. The error is one of ours: the process could not be run at all.
func runProcess(cmd *exec.Cmd, deadline time.Duration) (outcome, error) {
	// Where the kernel ends a child with its parent (Linux), parent means the thread that started
	// the child, so this goroutine keeps its thread until the child is gone.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	var output clipped
	cmd.Stdout, cmd.Stderr = &output, &output
	stdin, err := cmd.StdinPipe() // closed with this process, which is how the child learns of that
	if err != nil {
		return outcome{}, err
	}
	defer stdin.Close()
	cmd.WaitDelay = grace // for a pipe that a grandchild holds open
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		return outcome{}, err
	}
	defer killGroup(cmd.Process)

	late := make(chan struct{})
	quit := time.AfterFunc(deadline, func() { close(late); askForStacks(cmd.Process) })
	kill := time.AfterFunc(deadline+grace, func() { killGroup(cmd.Process) })
	err = cmd.Wait()
	quit.Stop()
	kill.Stop()

	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return outcome{}, err
	}
	o := outcome{output: output.String(), status: cmd.ProcessState.ExitCode()}
	select {
	case <-late:
		o.deadline = true
	default:
	}
	return o, nil
}

// clipSize is how much is kept of the beginning, and of the end, of what a process prints.
const clipSize = 64 << 10

// clipped keeps the beginning and the end of what is written to it. It is written by one goroutine
// (exec sees to it that one copies both outputs) and read after that has ended.
type clipped struct {
	head, tail bytes.Buffer
	dropped    int
}

func (c *clipped) Write(p []byte) (int, error) {
	n := len(p)
	if room := clipSize - c.head.Len(); room > 0 {
		k := min(room, len(p))
		c.head.Write(p[:k])
		p = p[k:]
	}
	c.tail.Write(p)
	if c.tail.Len() > 2*clipSize { // let it grow to twice its size, so that trimming is O(1) a byte
		c.trim()
	}
	return n, nil
}

func (c *clipped) trim() {
	if over := c.tail.Len() - clipSize; over > 0 {
		c.tail.Next(over)
		c.dropped += over
	}
}

func (c *clipped) String() string {
	c.trim()
	if c.dropped == 0 {
		return c.head.String() + c.tail.String()
	}
	return fmt.Sprintf("%s\n... %d bytes left out ...\n%s", c.head.String(), c.dropped, c.tail.String())
}
