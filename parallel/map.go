package parallel

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Map calls f with each of the items, spread over the workers, and returns the results in the order of the items. It
// returns when all workers have ended, and leaves nothing behind.
//
//	pages, err := parallel.Map(ctx, parallel.Goroutines(8), fetch, urls)
//
// The same call, with other workers, does the work one item after the other, on threads, on threads of which one runs at
// a time, or in processes; f is then a function that is [Register]ed.
//
// The first error of f, as it is, is Map's; the others are told by their context, and no further item is begun. It is
// ctx's error if ctx is done before all items are. With an error there are no results. If f panics, Map panics with a
// [PanicError] when the other workers have ended; if it calls [runtime.Goexit], as testing.T.FailNow does, then so does
// Map. Neither is lost if another call has returned an error first.
//
// Items are begun with in about their order, a few at a time for each worker, and nobody rests while there are some
// that nobody has begun with: they may take times of any kind. The call of Map happens before each call of f, and each
// of those before the return of Map; nothing orders two calls of f by different workers. Map blocks as long as f does.
// It is O(len(items)), with one compare-and-swap of a word of its own for each that a worker does and a lock for the few
// that it takes at a time, and allocates the results, and for each worker what that is made of. It panics if f is nil.
func Map[In, Out any](ctx context.Context, workers Workers, f func(ctx context.Context, item In) (Out, error), items []In) ([]Out, error) {
	if f == nil {
		panic("parallel: Map(nil): no function to be called; pass one")
	}
	results := make([]Out, len(items))
	j := job{
		call: func(ctx context.Context, i int) (err error) {
			results[i], err = f(ctx, items[i])
			return err
		},
		f:      f,
		item:   func(i int) any { return &items[i] },
		result: func(i int) any { return &results[i] },
	}
	if err := j.run(ctx, workers, len(items)); err != nil {
		return nil, err
	}
	return results, nil
}

// Workers say what the work of a [Map] is done by, and how many of them there are at most. The zero value stands for
// as many goroutines as can run at a time. It is a plain value, and can be used for any number of Maps.
type Workers struct {
	n     int                                           // 0: GOMAXPROCS
	start func(work func())                             // nil: as a goroutine
	work  func(ctx context.Context, j *job, worker int) // nil: elsewhere
}

// Sequential is no workers: the caller does one item after the other.
func Sequential() Workers {
	return Workers{n: 1, start: func(work func()) { work() }, work: here}
}

// Goroutines are n goroutines, or if n is 0 as many as can run at a time, see [runtime.GOMAXPROCS]. It panics if n is
// negative, and so do the others.
func Goroutines(n int) Workers { return Workers{n: atLeast0("Goroutines", n)} }

// Threads are n threads of the operating system, as [StartThread] starts them.
func Threads(n int) Workers { return Workers{n: atLeast0("Threads", n), start: StartThread} }

// GILThreads are n threads that run one at a time: whoever has the gil. They give way in a [Checkpoint], and let others run
// while they wait if they do so in [Blocking]. The gil is theirs for the whole of a call otherwise, as that of CPython is
// an extension's that does not give it up. Maps whose workers have the same gil run one at a time altogether, so f must
// not call such a Map but in Blocking.
func GILThreads(n int, gil *GIL) Workers {
	if gil == nil {
		panic("parallel: GILThreads(nil): no lock; pass new(parallel.GIL)")
	}
	return Workers{n: atLeast0("GILThreads", n), start: StartThread, work: func(ctx context.Context, j *job, worker int) {
		gil.Acquire()
		defer gil.Release()
		here(context.WithValue(ctx, gilKey{}, gil), j, worker)
	}}
}

func atLeast0(name string, n int) int {
	if n < 0 {
		panic(fmt.Sprintf("parallel: %s(%d): a negative number of workers; 0 stands for as many as can run at a time", name, n))
	}
	return n
}

// A PanicError is what [Map] panics with if the function that it calls has.
type PanicError struct {
	Value any    // what panic was called with; of a worker process, how that prints
	Stack []byte // of the worker, as debug.Stack has it
}

func (e *PanicError) Error() string {
	return fmt.Sprintf("parallel: panic: %v\n\n%s", e.Value, e.Stack)
}

// Unwrap returns the Value if that is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// A job is a Map without its types. Its workers take items from the shares, until there are none left or one of them
// stops the job.
type job struct {
	call   func(ctx context.Context, i int) error // does an item
	shares *shares

	// For who can't call it: the function, and pointers to an item and to where its result belongs.
	f            any
	item, result func(i int) any

	cancel context.CancelFunc

	once sync.Once // for the first who fails, and sets err
	err  error

	panicked atomic.Pointer[PanicError] // the first; it is told also if it comes after an error
	exited   atomic.Bool                // by Goexit; so is this
}

// run has the workers do the job of so many items, and returns when they have ended.
func (j *job) run(ctx context.Context, workers Workers, items int) error {
	if items == 0 {
		return nil
	}
	n := workers.n
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
	}
	n = min(n, items)
	j.shares = newShares(items, n)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	j.cancel = cancel
	start, work := workers.start, workers.work
	if start == nil {
		start = func(work func()) { go work() }
	}
	if work == nil {
		work = elsewhere
	}
	var ended sync.WaitGroup
	for worker := range n {
		ended.Add(1)
		start(func() {
			defer ended.Done()
			j.guard(func() { work(ctx, j, worker) })
		})
	}
	ended.Wait()
	if e := j.panicked.Load(); e != nil {
		panic(e)
	}
	if j.exited.Load() {
		runtime.Goexit()
	}
	return j.err
}

// here is the work of a worker that calls the function itself.
func here(ctx context.Context, j *job, worker int) { j.work(ctx, worker, j.call) }

// elsewhere is here for a worker that is not the caller: if that has a GIL, it has not.
func elsewhere(ctx context.Context, j *job, worker int) {
	if gilOf(ctx) != nil {
		ctx = context.WithValue(ctx, gilKey{}, (*GIL)(nil))
	}
	here(ctx, j, worker)
}

// work does items until there are none left, or the job is stopped.
func (j *job) work(ctx context.Context, worker int, do func(ctx context.Context, i int) error) {
	for {
		i, ok := j.shares.take(worker)
		if !ok {
			return
		}
		err := ctx.Err() // if another has stopped the job, then that has noted why
		if err == nil {
			err = do(ctx, i)
		}
		if err != nil {
			j.fail(err)
			return
		}
	}
}

// fail stops the job with an error, and tells the workers.
func (j *job) fail(err error) {
	j.once.Do(func() { j.err = err })
	j.cancel()
}

// guard stops the job if work panics or ends its goroutine.
func (j *job) guard(work func()) {
	returned := false
	defer func() {
		if returned {
			return
		}
		switch value := recover().(type) {
		case nil:
			j.exited.Store(true)
		case *PanicError: // of a Map within this one
			j.panicked.CompareAndSwap(nil, value)
		default:
			j.panicked.CompareAndSwap(nil, &PanicError{Value: value, Stack: debug.Stack()})
		}
		j.cancel()
	}()
	work()
	returned = true
}
