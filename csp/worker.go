package csp

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// A PanicError is the error of what has panicked, or called [runtime.Goexit], on the goroutine of an
// [Actor] or a [Loop]. It is a plain value, which nobody changes once it is told.
type PanicError struct {
	Value any    // what panic was called with; ErrGoexit if it was not called
	Stack []byte // of the goroutine, as debug.Stack has it
}

// ErrGoexit is the Value of a [PanicError] without a panic: a handler has called [runtime.Goexit], as
// testing.T.FailNow does.
var ErrGoexit = errors.New("csp: runtime.Goexit was called")

func (e *PanicError) Error() string { return fmt.Sprintf("csp: panic: %v\n\n%s", e.Value, e.Stack) }

// Unwrap returns the Value if that is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// A worker is the goroutine of an [Actor] or a [Loop], which goes on after a panic.
type worker struct {
	current *question     // what is asked by what is being done
	first   *PanicError   // of the panics that nobody was told of
	panics  int           // how many these were
	done    chan struct{} // closed when the worker has ended; the rest is the worker's before that
}

func newWorker() worker { return worker{done: make(chan struct{})} }

// run has work done until it returns. After a panic another goroutine takes the place of this one, as
// it has to after a Goexit, which cannot be stopped.
func (w *worker) run(work func()) {
	returned := false
	defer func() {
		if returned {
			close(w.done)
			return
		}
		value := recover()
		if value == nil {
			value = ErrGoexit
		}
		w.tell(&PanicError{Value: value, Stack: debug.Stack()})
		go w.run(work)
	}()
	work()
	returned = true
}

// tell tells whoever has asked for what has panicked, or else keeps the first for err.
func (w *worker) tell(e *PanicError) {
	if q := w.current; q.settle() {
		q.err = e
		close(q.settled)
		return
	}
	if w.panics++; w.panics == 1 {
		w.first = e
	}
}

// err waits for the end of the worker, and returns what it kept.
func (w *worker) err() error {
	<-w.done
	switch w.panics {
	case 0:
		return nil
	case 1:
		return w.first
	}
	return fmt.Errorf("csp: %d panics, of which this is the first: %w", w.panics, w.first)
}
