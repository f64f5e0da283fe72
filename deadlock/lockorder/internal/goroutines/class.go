package goroutines

import (
	"slices"
	"strings"
)

// A Class says who can get a goroutine going again.
type Class int

const (
	// Running is who goes on by itself, by the clock, or by the world outside of the process; and what is not known.
	Running Class = iota

	// Timed is who needs another goroutine, or perhaps a timer: the dump does not say whose a channel is. (Nor
	// whether os/signal sends to it.)
	Timed

	// Waiting is who needs another goroutine. That may be one that is not there yet: time.AfterFunc starts one
	// when its time comes, and the collector one for a cleanup. No dump shows that.
	Waiting

	// System is who is not the program's, and wakes nobody but through a channel that a program has given it.
	System
)

// String returns the class in a word.
func (c Class) String() string { return [...]string{"running", "timed", "waiting", "system"}[c] }

// reasons are those of runtime/runtime2.go (waitReasonStrings) and traceback.go (gStatusStrings) that are not Running.
//
// Running are, of those: idle, runnable, running, syscall, copystack, preempted, which are about to go on or in the
// hands of the operating system; "IO wait" and "sleep", which the poller ends; "panicwait", whose process is ending;
// "debug call"; and what waits for the garbage collector or the tracer, which have threads of their own: "GC assist
// marking", "GC assist wait", "GC sweep wait", "GC mark termination", "GC weak to strong wait", "wait for GC cycle",
// "garbage collection", "garbage collection scan", "dumping heap", "stopping the world", "flushing proc caches",
// "trace goroutine status", "trace proc status", "page trace flush".
var reasons = map[string]Class{
	// A channel may be that of a timer, and a select may have a case with one.
	"chan receive": Timed,
	"select":       Timed,

	// Who receives is a goroutine. Timers only send, and so does os/signal.
	"chan send": Waiting,

	// Not even another goroutine.
	"chan receive (nil chan)": Waiting,
	"chan send (nil chan)":    Waiting,
	"select (no cases)":       Waiting,

	// What is called on the other side is a function of package sync.
	"sync.Mutex.Lock":     Waiting,
	"sync.RWMutex.Lock":   Waiting,
	"sync.RWMutex.RLock":  Waiting,
	"sync.WaitGroup.Wait": Waiting,
	"sync.Cond.Wait":      Waiting,
	"semacquire":          Waiting, // a file that another goroutine reads or closes; Class knows an exception

	// The two sides of an iter.Pull: one of them runs.
	"coroutine": Waiting,

	// The last goroutine of the bubble that comes to rest wakes them.
	"synctest.Run":  Waiting,
	"synctest.Wait": Waiting,

	// The runtime's own, which only a crash shows (and its tracer's).
	"finalizer wait":            System,
	"cleanup wait":              System,
	"force gc (idle)":           System,
	"GC scavenge wait":          System,
	"GC worker (idle)":          System,
	"GC worker (active)":        System,
	"GOMAXPROCS updater (idle)": System,
	"trace reader (blocked)":    System,
}

// system are the functions of the standard library that run for ever on a goroutine of their own, and do not count
// as the program.
var system = []string{
	"os/signal.loop",              // sends signals to the channels of signal.Notify
	"runtime/pprof.profileWriter", // wakes every 100 ms, under -cpuprofile
}

// Class says who can get g going again. It is meant for what All returns: a crash shows the runtime's frames too.
func (g Goroutine) Class() Class {
	if len(g.Stack) == 0 {
		return Running // on another thread
	}
	if n := len(g.Stack); slices.Contains(system, g.Stack[n-1].Function) {
		return System
	}
	class := reasons[g.Reason]
	innermost := g.Stack[0].Function
	switch {
	case class == Timed && strings.HasPrefix(innermost, "testing."):
		// A test that waits for its subtests, or for its turn to be parallel: only a test ends that. The time-out
		// of go test is no channel, it ends the process.
		return Waiting
	case g.Reason == "semacquire" && !strings.HasPrefix(innermost, "internal/poll."):
		// runtime.GC, ReadMemStats, Stack and others take turns at stopping the world, and the dump may not show
		// the runtime's own frames.
		return Running
	}
	return class
}
