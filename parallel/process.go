package parallel

import (
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"

	"github.com/counterpoint-go/counterpoint/parallel/internal/process"
)

// MaxMessage is how many bytes an item or a result may have on its way to a worker process and back.
const MaxMessage = process.MaxMessage

// Processes are n processes: this program, started again. Their memory is their own. An item is sent to one of them, as
// encoding/gob writes it, and the result is sent back; nothing else that f does there is seen here.
//
//	func double(_ context.Context, n int) (int, error) { return 2 * n, nil }
//
//	var _ = parallel.Register(double)
//
//	func main() {
//		parallel.Init()
//		...
//		doubles, err := parallel.Map(ctx, parallel.Processes(4), double, numbers)
//
// The function has to be [Register]ed and the program has to call [Init]; [Map] returns an error otherwise, as it does in
// a worker process, which starts none of its own. A process is started when there is an item for it, with the
// environment of this one and without arguments, and has ended when Map returns.
//
// What crosses over, and what does not:
//
//   - Items and results, of at most [MaxMessage] bytes, by gob's rules: fields that are not exported, functions and
//     channels stay behind, and so does what else a pointer was good for than what it points to. A [SharedCounter]
//     is still the same one.
//   - The end of the context and its deadline, but not its values. A worker that is still busy a second after the end
//     is killed, the only kind that can be. What it may have started itself is not.
//   - An error that f returns, as its text, and as context.Canceled or context.DeadlineExceeded if it is one of them. A
//     panic, as a [PanicError], with what it prints in place of the value.
//   - What f prints, also to os.Stdout: it appears on the standard error of this process.
//
// A worker that ends before it has answered, or that is killed, or writes to file descriptor 1, or ends with an exit
// status, after its last item too, gives a [ProcessError]. With the race detector that has a status: a race in a worker
// is an error of Map. A worker does not outlive this process, even if that is killed: its standard input ends, and it
// with it.
//
// An item takes the time of two messages over pipes, some ten microseconds, and that of their encoding; to start a worker
// takes milliseconds.
func Processes(n int) Workers { return Workers{n: atLeast0("Processes", n), work: inProcess} }

// Init makes this program one that can be a worker, see [Processes]. It is the first thing that main calls, or TestMain. In
// a process that was started as a worker it does not return, and the process ends when it is not needed any more. In all
// others it returns at once.
func Init() {
	process.SetReady()
	if process.IsWorker() {
		process.Serve()
	}
}

// Register has f be one of the functions that [Map] can call in [Processes]. It is called while the program's packages are
// initialised, and every time the program is started, for a worker has to know what it is asked for:
//
//	var _ = parallel.Register(double)
//
// It returns f. It panics if f is not a top-level function, which has a name: closures, methods, and instances of
// generic functions have none that would tell a worker which one is meant. Nor may it come after [Init]. To do it twice
// changes nothing.
func Register[In, Out any](f func(ctx context.Context, item In) (Out, error)) func(ctx context.Context, item In) (Out, error) {
	if f == nil {
		panic("parallel: Register(nil): no function; pass one")
	}
	name := functionName(f)
	if !isTopLevel(name) {
		panic(fmt.Sprintf("parallel: Register(%s): a closure, a method or an instance of a generic function, which a worker can't find by its name; pass a function that is declared at top level", name))
	}
	if !process.Register(name, func() process.Server { return serve(f) }) {
		panic(fmt.Sprintf("parallel: Register(%s): it is called after Init, when a worker is past it; call it during initialisation: var _ = parallel.Register(%s)", name, name[strings.LastIndexByte(name, '.')+1:]))
	}
	return f
}

// functionName returns the name of a function with its package's path.
func functionName(f any) string { return runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name() }

// isTopLevel says whether a name has no more to it than the package and the function: main.double, and not
// main.main.func1, main.T.Method-fm or main.double[...]. Where the last element of the package's path has a dot, that is
// escaped.
func isTopLevel(name string) bool {
	_, short, _ := strings.Cut(name[strings.LastIndexByte(name, '/')+1:], ".")
	return !strings.ContainsAny(short, ".[-(")
}

// A ProcessError is [Map]'s if it is a worker process that went wrong, and not the function.
type ProcessError struct {
	Item   int              // the index of the item that it was at, or had done last
	Pid    int              // the process's number, 0 if it could not be started
	State  *os.ProcessState // how it ended, nil if it could not be started
	Stderr string           // the end of what it wrote to its standard error, 4 KiB at most
	Err    error            // what went wrong; the context's error if it was killed for that
}

func (e *ProcessError) Error() string {
	if e.State == nil {
		return fmt.Sprintf("parallel: item %d: a worker process cannot be started: %v", e.Item, e.Err)
	}
	text := fmt.Sprintf("parallel: item %d: worker process %d: %v: %v", e.Item, e.Pid, e.State, e.Err)
	if e.Stderr != "" {
		text += "; its standard error ended with:\n" + e.Stderr
	}
	return text
}

// Unwrap returns Err.
func (e *ProcessError) Unwrap() error { return e.Err }

// inProcess is the work of a worker that has its items done by a process.
func inProcess(ctx context.Context, j *job, worker int) {
	name := functionName(j.f)
	switch {
	case process.IsWorker():
		j.fail(fmt.Errorf("parallel: Map(%s): Processes in a worker process, which must not start others; use Goroutines there", name))
		return
	case !process.IsReady():
		j.fail(fmt.Errorf("parallel: Map(%s): Processes in a program that can't be a worker; call parallel.Init first thing in main, or TestMain", name))
		return
	case process.Function(name) == nil:
		j.fail(fmt.Errorf("parallel: Map(%s): Processes with a function that they do not know; say var _ = parallel.Register(f), with f declared at top level", name))
		return
	}
	at, returned := -1, false
	var c *conversation
	defer func() {
		if c == nil {
			return
		}
		if err := c.end(); err != nil && returned { // and not panicked, which is more
			j.fail(c.error(at, err))
		}
	}()
	j.work(ctx, worker, func(ctx context.Context, i int) error {
		at = i
		if c == nil { // now that there is an item for it
			deadline, _ := ctx.Deadline()
			started, err := process.Start(process.Hello{Function: name, Deadline: deadline})
			if err != nil {
				return &ProcessError{Item: i, Err: err}
			}
			c = converse(ctx, started)
		}
		return c.do(j, i)
	})
	returned = true
}

// A conversation is had with a worker about the items of a job. Each direction is one stream of gob, cut into messages, so
// that it is told once what the types are.
type conversation struct {
	worker  *process.Worker
	items   bytes.Buffer
	encoder *gob.Encoder
	results bytes.Buffer
	decoder *gob.Decoder

	unwatch func() bool   // returns whether the worker is not told
	told    chan struct{} // closed when it has been told that ctx is done
}

func converse(ctx context.Context, worker *process.Worker) *conversation {
	c := &conversation{worker: worker, told: make(chan struct{})}
	c.encoder, c.decoder = gob.NewEncoder(&c.items), gob.NewDecoder(&c.results)
	c.unwatch = context.AfterFunc(ctx, func() {
		defer close(c.told)
		worker.Tell(ctx.Err())
	})
	return c
}

// end returns when the worker is gone.
func (c *conversation) end() error {
	err := c.worker.End()
	if !c.unwatch() {
		<-c.told
	}
	return err
}

// do has the worker do an item. It panics and exits as the function did.
func (c *conversation) do(j *job, i int) error {
	item, err := encode(c.encoder, &c.items, j.item(i))
	if err != nil {
		return fmt.Errorf("parallel: item %d cannot be sent to a process: %w", i, err)
	}
	kind, answer, err := c.worker.Ask(item)
	if err != nil {
		return c.error(i, err)
	}
	switch kind {
	case process.Result:
		if err := decode(c.decoder, &c.results, answer, j.result(i)); err != nil {
			return fmt.Errorf("parallel: the result of item %d cannot be received: %w", i, err)
		}
		return nil
	case process.Failed:
		return decodeError(answer)
	case process.Panic:
		panic(decodePanic(answer))
	case process.Goexit:
		runtime.Goexit()
	}
	return fmt.Errorf("parallel: item %d: worker process %d: %s", i, c.worker.Pid(), answer)
}

// error returns that the worker, which is gone, went wrong.
func (c *conversation) error(i int, err error) error {
	return &ProcessError{Item: i, Pid: c.worker.Pid(), State: c.worker.State(), Stderr: c.worker.Stderr(), Err: err}
}
