// Package runtime is Go's package runtime for generated code and for tests written by hand. Inside an
// exploration the goroutines are those of the execution, and what would let the real runtime meddle
// with them is left out; all else, and everything outside, is the real thing.
//
// MemProfileRate is a variable of its own: to set it has no effect on the real one.
package runtime

import (
	"bytes"
	"fmt"
	"runtime"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Gosched lets others run. Inside an exploration others are tried at every operation as it is, so that it
// means more there: a goroutine that calls it says that it spins. It waits until something has changed that
// it has read since it last changed anything itself, or until nobody else can go on.
func Gosched() {
	if x := sched.Current(); x != nil {
		x.Yield()
		return
	}
	runtime.Gosched()
}

// Goexit ends the goroutine that calls it, after its deferred calls.
func Goexit() {
	if x := sched.Current(); x != nil {
		x.Exit()
	}
	runtime.Goexit()
}

// Stack writes the stack of the calling goroutine to buf, and those of all others if all is set, and returns how much that
// is. Inside an exploration the first line has the number that the goroutine has there: several of its goroutines may run
// on one of the runtime's, and which that is differs.
func Stack(buf []byte, all bool) int {
	n := runtime.Stack(buf, all)
	x := sched.Current()
	const before = "goroutine "
	if x == nil || n <= len(before) {
		return n
	}
	rest := bytes.TrimLeft(buf[len(before):n], "0123456789")
	return copy(buf, fmt.Sprint(before, x.Self()+1, string(rest)))
}

// NumGoroutine returns how many goroutines there are that have not ended. Inside an exploration only
// those of the execution count; in a program that has this call their starts and ends are steps too.
func NumGoroutine() int {
	x := sched.Current()
	if x == nil {
		return runtime.NumGoroutine()
	}
	return x.Count()
}

// LockOSThread ties the goroutine to its thread. Inside an exploration it does nothing: a goroutine
// is a coroutine there, which cannot have a thread of its own.
func LockOSThread() {
	if sched.Current() == nil {
		runtime.LockOSThread()
	}
}

// UnlockOSThread undoes one LockOSThread.
func UnlockOSThread() {
	if sched.Current() == nil {
		runtime.UnlockOSThread()
	}
}

// SetFinalizer has finalizer called with obj once nothing else refers to it. Inside an exploration it
// never is, which the Go runtime does not promise either: the call would come at any time, and from no
// goroutine of the execution.
func SetFinalizer(obj, finalizer any) {
	if sched.Current() == nil {
		runtime.SetFinalizer(obj, finalizer)
	}
}

// AddCleanup has cleanup called with arg once nothing refers to *ptr. Inside an exploration it never
// is, as with SetFinalizer.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if sched.Current() != nil {
		return Cleanup{}
	}
	return runtime.AddCleanup(ptr, cleanup, arg)
}

// Go starts a goroutine that calls f, for generated code: a go statement calls it. Outside of an exploration it
// is one.
func Go(f func()) {
	if x := sched.Current(); x != nil {
		x.Go(f)
		return
	}
	go f()
}
