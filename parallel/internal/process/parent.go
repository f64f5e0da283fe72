package process

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/counterpoint-go/counterpoint/parallel/internal/shared"
)

// A Worker is a process that answers. All its methods are for one goroutine.
type Worker struct {
	ctx    context.Context
	cmd    *exec.Cmd
	in     *os.File // what it reads: ours to write
	out    *os.File // what it writes
	buf    *bufio.Reader
	stderr *tail

	writing   sync.Mutex
	unwatch   func() // returns when nobody will tell it any more that ctx is done
	condemned atomic.Bool
	gone      chan struct{} // closed when the process is gone
	over      bool          // by fail or End
}

// Start starts a worker. It is told when ctx is done, and killed if it is still busy with an item after Grace. Every
// worker that was started has to be brought to its End.
func Start(ctx context.Context, h Hello) (*Worker, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w := &Worker{ctx: ctx, cmd: exec.Command(self), stderr: &tail{next: os.Stderr}, gone: make(chan struct{})}
	w.cmd.Args[0] = os.Args[0]
	// With the race detector a process sleeps for a second before it exits, to see races of goroutines that still run.
	w.cmd.Env = append(os.Environ(), envWorker+"=1", "GORACE="+os.Getenv("GORACE")+" atexit_sleep_ms=0")
	w.cmd.Stderr = w.stderr
	w.cmd.WaitDelay = Grace // for a standard error that others, whom it started, have open
	bind(w.cmd)
	err = shared.Lend(func(names []string, files []*os.File) error {
		h.Shared, w.cmd.ExtraFiles = names, files
		return w.start()
	})
	if err != nil {
		return nil, err
	}
	w.buf = bufio.NewReader(w.out)
	w.watch()
	if h.Deadline.IsZero() {
		h.Deadline, _ = ctx.Deadline()
	}
	_ = w.send(hello, h.encode()) // if it is gone already, the first Ask tells why
	return w, nil
}

// bind is endWithParent, but for a test.
var bind = endWithParent

// start starts the process, and the goroutine that waits for it.
func (w *Worker) start() error {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = theirIn.Close() }()
	out, theirOut, err := os.Pipe()
	if err != nil {
		_ = in.Close()
		return err
	}
	defer func() { _ = theirOut.Close() }()
	w.in, w.out = in, out
	w.cmd.Stdin, w.cmd.Stdout = theirIn, theirOut
	started := make(chan error)
	go func() {
		// On Linux the kernel ends the process with the thread that started it. So that thread has to stay, and it
		// costs nothing, for to wait for a process takes a thread.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := w.cmd.Start()
		started <- err
		if err != nil {
			return
		}
		_ = w.cmd.Wait()                                 // its ProcessState tells all that we want to know
		_ = w.out.SetReadDeadline(time.Now().Add(Grace)) // for an output that others, whom it started, have open
		close(w.gone)
	}()
	if err := <-started; err != nil {
		_ = in.Close()
		_ = out.Close()
		return err
	}
	return nil
}

// Pid returns the process's number.
func (w *Worker) Pid() int { return w.cmd.Process.Pid }

// State returns how the process ended, once it has.
func (w *Worker) State() *os.ProcessState { return w.cmd.ProcessState }

// Stderr returns the end of what the process wrote to its standard error, once it has ended.
func (w *Worker) Stderr() string { return w.stderr.String() }

// Ask has the worker do an item. After an error the process is gone.
func (w *Worker) Ask(what []byte) (Kind, []byte, error) {
	if err := w.send(item, what); err != nil {
		return 0, nil, w.fail(err)
	}
	kind, answer, err := read(w.buf)
	if err != nil {
		return 0, nil, w.fail(err)
	}
	return kind, answer, nil
}

// End has the process end, and returns when it is gone. The error is one of a worker that ended otherwise than it was
// told to.
func (w *Worker) End() error {
	if w.over {
		return nil
	}
	w.over = true
	_ = w.in.Close()
	w.unwatch()
	defer func() { _ = w.out.Close() }()
	kill := time.AfterFunc(10*Grace, w.kill) // it has nothing left to do but exit, so it is stopped, or the machine very slow
	defer kill.Stop()
	rest, err := io.ReadAll(io.LimitReader(w.buf, 100))
	if err == nil {
		_, _ = io.Copy(io.Discard, w.buf)
	}
	<-w.gone
	switch {
	case w.condemned.Load(): // it was slow to end, and had nothing left to do
		return nil
	case len(rest) > 0:
		return wrote(rest)
	case !w.State().Success():
		return errors.New("it did not end as it should, after its last item")
	}
	return nil
}

// fail brings a worker that is of no more use to its end, and returns what it was that went wrong.
func (w *Worker) fail(err error) error {
	w.over = true
	var r rubbish
	if errors.As(err, &r) {
		more, _ := w.buf.Peek(min(w.buf.Buffered(), 100))
		err = wrote(append(r, more...))
		w.kill()
	}
	kill := time.AfterFunc(Grace, w.kill) // if it only has closed its output
	<-w.gone
	kill.Stop()
	_ = w.in.Close()
	w.unwatch()
	_ = w.out.Close()
	switch {
	case r != nil:
		return err
	case w.condemned.Load() && w.ctx.Err() != nil:
		return fmt.Errorf("it was still busy %v after the context was done, and was killed: %w", Grace, w.ctx.Err())
	case w.condemned.Load():
		return errors.New("it closed its standard output, which is for its answers, and was killed")
	}
	return errors.New("it ended before it had answered")
}

func wrote(what []byte) error {
	return fmt.Errorf("it wrote to its standard output, which is for its answers alone: %.100q; print to os.Stdout or os.Stderr", what)
}

// kill ends the process if it is still there.
func (w *Worker) kill() {
	w.condemned.Store(true)
	w.cmd.Process.Kill()
}

// watch has the worker told when ctx is done, and killed some time later.
func (w *Worker) watch() {
	var kill *time.Timer
	told := make(chan struct{})
	stop := context.AfterFunc(w.ctx, func() {
		defer close(told)
		kill = time.AfterFunc(Grace, w.kill) // before we may have to wait for a worker that reads nothing
		reason := byte(canceled)
		if errors.Is(w.ctx.Err(), context.DeadlineExceeded) {
			reason = deadlineExceeded
		}
		_ = w.send(cancel, []byte{reason}) // if it is gone, then so much the better
	})
	w.unwatch = func() {
		if !stop() {
			<-told
			kill.Stop()
		}
	}
}

func (w *Worker) send(kind Kind, payload []byte) error {
	w.writing.Lock()
	defer w.writing.Unlock()
	return write(w.in, kind, payload)
}

// tailSize is how much is kept of what a worker writes to its standard error.
const tailSize = 4 << 10

// A tail hands on what is written to it, and keeps the end.
type tail struct {
	next io.Writer
	kept []byte
	cut  bool
}

func (t *tail) Write(p []byte) (int, error) {
	_, _ = t.next.Write(p) // a worker must not end since nobody reads what it prints
	if over := len(t.kept) + len(p) - tailSize; over > 0 {
		t.cut = true
		fits := min(over, len(t.kept))
		t.kept = append(t.kept[:0], t.kept[fits:]...)
		t.kept = append(t.kept, p[over-fits:]...)
	} else {
		t.kept = append(t.kept, p...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	if t.cut {
		return "..." + string(t.kept)
	}
	return string(t.kept)
}
