package explore

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A T is to one execution what a testing.T is to a test, and has its methods. They may be called from every
// goroutine of the execution, also those that a testing.T wants to be called from the test's own: FailNow, Fatal,
// Skip. A T is a testing.TB, so that helpers and libraries of assertions take it.
type T struct {
	tb       //nolint:unused // for its private method
	r        *run
	self     int32  // its goroutine
	base     string // the name of the test that explores
	name     string // among subtests; "" for the body
	failed   bool
	skipped  bool
	finished bool // its function has returned, or it was ended by FailNow or SkipNow
	isOver   bool // and so are its parallel subtests
	isDone   bool // and its cleanups
	cleanup  []func()
	output   output
	ctx      context.Context
	cancel   context.CancelFunc

	parent     *T
	names      map[string]int // of subtests, and how many have asked for each
	subtests   []*T           // the parallel ones
	isParallel bool
	isAlone    bool // it has changed what is the process's, and must not be parallel
	isAstray   bool // it was ended in the name of its parent, which has to end too
	paused     gate // is opened when it has called Parallel, or is over: Run returns
	released   gate // is opened when its function has returned: its parallel subtests go on
	done       gate // is opened when it is done, if it is parallel or the body
}

// tb has a T be a testing.TB: that has a method that nobody else can have. All others are T's own.
type tb = testing.TB //nolint:unused // is embedded

// Go starts a goroutine. Real go statements are not seen by the exploration, and must not be used in it: a
// goroutine of such a one that comes to a shim ends the exploration.
func (t *T) Go(f func()) { t.r.x.Go(f) }

// Wait waits until all other goroutines have ended. All that they have done happens before its return.
func (t *T) Wait() { t.r.x.Do(sched.Op{Kind: sched.Join, Obj: sched.None}) }

// Share tells of variables that goroutines will share: mutexes, atomics and whatever of the shims is in what the
// pointers point to, fields and elements included. It changes nothing of what is found. An object that no
// goroutine had come to when the search looks back is not known to it in another execution; where several
// are met late, the search may run a trace twice, which the report counts as redundant. NewVar and Make do it by
// themselves.
func (t *T) Share(pointers ...any) {
	for _, p := range pointers {
		t.r.x.Announce(p)
	}
}

// Outcome says what the execution has come to. The report counts how many lead to each outcome. The last
// call counts.
func (t *T) Outcome(format string, args ...any) {
	if !t.r.x.Dying() {
		t.r.outcome = fmt.Sprintf(format, args...)
	}
}

// Name returns the name of the test that explores, and those of the subtests down to this one, with slashes
// between. What [Run] explores has the name of [Named], if any.
func (t *T) Name() string { return strings.Trim(t.base+"/"+t.name, "/") }

// Helper does nothing: reports have whole stacks.
func (t *T) Helper() {}

// Log writes down what a report of this execution shows, should it fail. The arguments are formatted as by
// Println. A goroutine that logs when the body is over, with its cleanups, panics.
func (t *T) Log(args ...any) { t.log(strings.TrimSuffix(fmt.Sprintln(args...), "\n")) }

// Logf is Log, with a format.
func (t *T) Logf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }

func (t *T) log(message string) {
	x := t.r.x
	if x.Dying() {
		return
	}
	// What is logged to a subtest that is over goes to the tests above it, of which the body is over last.
	if x.Self() != t.self && x.LogTo(t.r.t.done.id(x)) {
		panic("Log in goroutine after " + t.Name() + " has completed: " + message)
	}
	t.r.logged = append(t.r.logged, message)
}

// Fail marks the execution as failed. It panics if the test is over, with its cleanups.
func (t *T) Fail() { t.fail("failed") }

func (t *T) fail(message string) {
	if t.r.x.Dying() {
		return
	}
	if t.isDone {
		panic("Fail in goroutine after " + t.Name() + " has completed: " + message)
	}
	for u := t; u != nil; u = u.parent {
		u.failed = true
	}
	if t.name != "" {
		message = t.name + ": " + message
	}
	t.r.x.Fail(sched.Failure{Kind: string(Failed), G: t.r.x.Self(), Value: message})
}

// FailNow marks the execution as failed and ends the goroutine that calls it.
func (t *T) FailNow() {
	t.Fail()
	t.exit()
}

// exit ends the goroutine that calls it. If it is not the test's own, that goes on.
func (t *T) exit() {
	t.finished = true
	t.r.x.Exit()
}

// Failed says whether the test has failed.
func (t *T) Failed() bool { return t.failed }

// Error is Log and Fail.
func (t *T) Error(args ...any) { t.fail(strings.TrimSuffix(fmt.Sprintln(args...), "\n")) }

// Errorf is Logf and Fail.
func (t *T) Errorf(format string, args ...any) { t.fail(fmt.Sprintf(format, args...)) }

// Fatal is Error and FailNow.
func (t *T) Fatal(args ...any) {
	t.Error(args...)
	t.exit()
}

// Fatalf is Errorf and FailNow.
func (t *T) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	t.exit()
}

// Skip is Log and SkipNow.
func (t *T) Skip(args ...any) {
	t.Log(args...)
	t.SkipNow()
}

// Skipf is Logf and SkipNow.
func (t *T) Skipf(format string, args ...any) {
	t.Logf(format, args...)
	t.SkipNow()
}

// SkipNow ends the goroutine that calls it, and says that what the test is about was not there to be looked
// at. Other executions may still look at it.
func (t *T) SkipNow() {
	t.skipped = true
	t.exit()
}

// Skipped says whether the test was skipped.
func (t *T) Skipped() bool { return t.skipped }

// OwnGoroutines returns what has a library that looks at the goroutines of the process leave out the explorer's
// own, and those of the execution, which are coroutines of it. Without it, goleak takes half a second in each
// execution and reports all of these:
//
//	goleak.VerifyNone(t, explore.OwnGoroutines(goleak.IgnoreAnyFunction)...)
//
// What is left are goroutines that code which was not rewritten has started. That none of the execution's is
// left behind is for the exploration to find out, see [Leak].
func OwnGoroutines[Option any](ignore func(function string) Option) (options []Option) {
	for _, function := range []string{
		ourPath + ".(*run).watched",
		ourPath + ".(*run).watched.func1",
		ourPath + "/internal/sched.newCoroutine.func1",
		ourPath + "/internal/sched.(*Exec).standIn.func1",
		"runtime.corostart", // of a goroutine that has not come to anything
	} {
		options = append(options, ignore(function))
	}
	return options
}
