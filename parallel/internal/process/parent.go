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

// A Worker is a process that answers. All its methods but Tell are for one goroutine.
type Worker struct {
	cmd    *exec.Cmd
	in     *os.File // what it reads: ours to write
	out    *os.File // what it writes
	buf    *bufio.Reader
	stderr *tail

	writing   sync.Mutex
	condemned atomic.Bool   // we have killed it
	wait      func()        // has the process waited for, from the first call on
	gone      chan struct{} // closed when the process is gone, and was waited for

	mu   sync.Mutex
	told error       // why it should be done soon, nil if it need not
	kill *time.Timer // since then
	over bool        // by fail or End
}

// Start starts a worker. Every worker that was started has to be brought to its End.
func Start(h Hello) (*Worker, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w := &Worker{cmd: exec.Command(self), stderr: &tail{next: os.Stderr}, gone: make(chan struct{})}
	waited := make(chan struct{})
	w.wait = sync.OnceFunc(func() { close(waited) })
	w.cmd.Args[0] = os.Args[0]
	// With the race detector a process sleeps for a second before it exits, to see races of goroutines that still run.
	w.cmd.Env = append(os.Environ(), envWorker+"=1", "GORACE="+os.Getenv("GORACE")+" atexit_sleep_ms=0")
	w.cmd.Stderr = w.stderr
	w.cmd.WaitDelay = Grace // for a standard error that others, whom it started, have open
	bind(w.cmd)
	err = shared.Lend(func(names []string, files []*os.File) error {
		h.Shared, w.cmd.ExtraFiles = names, files
		return w.start(waited)
	})
	if err != nil {
		return nil, err
	}
	w.buf = bufio.NewReader(w.out)
	_ = w.send(hello, h.encode()) // if it is gone already, the first Ask tells why
	return w, nil
}

// bind is endWithParent, but for a test.
var bind = endWithParent

// start starts the process, and the goroutine that waits for it once waited is closed.
func (w *Worker) start(waited <-chan struct{}) error {
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
		//
		// That is a system call, which keeps a processor of Go's from all others until the runtime notices, and that may
		// take it 10 ms: far too long for each of them to do so while there is work. So it is made when the process
		// has nothing left to do; that it has ended before is told by the end of its output.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := w.cmd.Start()
		started <- err
		if err != nil {
			return
		}
		<-waited
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

// Tell tells the worker that the context is done, and why. If it goes on with its item all the same, it is killed after
// Grace.
func (w *Worker) Tell(err error) {
	w.mu.Lock()
	if w.over {
		w.mu.Unlock()
		return
	}
	w.told = err
	w.kill = time.AfterFunc(Grace, w.end) // before we may have to wait for one that reads nothing
	w.mu.Unlock()
	reason := byte(canceled)
	if errors.Is(err, context.DeadlineExceeded) {
		reason = deadlineExceeded
	}
	_ = w.send(cancel, []byte{reason}) // if it is gone, then so much the better
}

// End has the process end, and returns when it is gone. The error is one of a worker that ended otherwise than it was
// told to.
func (w *Worker) End() error {
	if !w.isOver() {
		return nil
	}
	_ = w.in.Close()
	w.wait()
	defer func() { _ = w.out.Close() }()
	kill := time.AfterFunc(10*Grace, w.end) // it has nothing left to do but exit, so it is stopped, or the machine very slow
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
	w.wait()
	var r rubbish
	if errors.As(err, &r) {
		more, _ := w.buf.Peek(min(w.buf.Buffered(), 100))
		err = wrote(append(r, more...))
		w.end()
	}
	kill := time.AfterFunc(Grace, w.end) // if it only has closed its output
	<-w.gone
	kill.Stop()
	w.isOver()
	_ = w.in.Close()
	_ = w.out.Close()
	switch {
	case r != nil:
		return err
	case w.condemned.Load() && w.told != nil:
		return fmt.Errorf("it was still busy %v after the context was done, and was killed: %w", Grace, w.told)
	case w.condemned.Load():
		return errors.New("it closed its standard output, which is for its answers, and was killed")
	}
	return errors.New("it ended before it had answered")
}

// isOver notes that the worker has no more items, and reports whether that is news.
func (w *Worker) isOver() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	news := !w.over
	w.over = true
	if w.kill != nil {
		w.kill.Stop()
	}
	return news
}

func wrote(what []byte) error {
	return fmt.Errorf("it wrote to its standard output, which is for its answers alone: %.100q; print to os.Stdout or os.Stderr", what)
}

// end kills the process if it is still there.
func (w *Worker) end() {
	w.condemned.Store(true)
	w.cmd.Process.Kill()
	w.wait() // also if it left its output to another
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
