package explore

import (
	"fmt"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A T is to one execution what a testing.T is to a test. Its methods may be called from every goroutine of
// the execution, also those that a testing.T wants to be called from the test's own: FailNow, Fatal, Skip. It
// is a TestingT of testify.
type T struct {
	r       *run
	parent  *T // of a subtest
	name    string
	names   map[string]int // of subtests, and how many have asked for each
	failed  bool
	skipped bool
	cleanup []func()
}

// Go starts a goroutine. Real go statements are not seen by the exploration, and must not be used in it.
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

// Name returns the names of the subtests that this one is in, and its own, with slashes between; "" for the
// body itself.
func (t *T) Name() string { return t.name }

// Helper does nothing: reports have whole stacks.
func (t *T) Helper() {}

// Log writes down what a report of this execution shows, should it fail. The arguments are formatted as by
// Println.
func (t *T) Log(args ...any) { t.log(strings.TrimSuffix(fmt.Sprintln(args...), "\n")) }

// Logf is Log, with a format.
func (t *T) Logf(format string, args ...any) { t.log(fmt.Sprintf(format, args...)) }

func (t *T) log(message string) {
	if !t.r.x.Dying() {
		t.r.logged = append(t.r.logged, message)
	}
}

// Fail marks the execution as failed.
func (t *T) Fail() { t.fail("failed") }

func (t *T) fail(message string) {
	if t.r.x.Dying() {
		return
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
	t.r.x.Exit()
}

// Fatalf is Errorf and FailNow.
func (t *T) Fatalf(format string, args ...any) {
	t.Errorf(format, args...)
	t.r.x.Exit()
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
	t.r.x.Exit()
}

// Skipped says whether the test was skipped.
func (t *T) Skipped() bool { return t.skipped }

// Cleanup has f called when the test has returned, before goroutines that are still there come to rest. The
// last is called first.
func (t *T) Cleanup(f func()) { t.cleanup = append(t.cleanup, f) }

// Run runs f as a subtest, within the execution, and says whether it has not failed. A FailNow in f ends f
// alone.
func (t *T) Run(name string, f func(t *T)) bool {
	if t.names == nil {
		t.names = map[string]int{}
	}
	n := t.names[name]
	t.names[name]++
	if n > 0 {
		name = fmt.Sprintf("%s#%02d", name, n)
	}
	if t.name != "" {
		name = t.name + "/" + name
	}
	u := &T{r: t.r, parent: t, name: name}
	u.run(f)
	return !u.failed
}

// run calls f, and returns when f has, or has ended itself.
func (t *T) run(f func(t *T)) {
	defer func() {
		t.end()
		if recovered := recover(); recovered != nil && (!sched.IsExit(recovered) || t.r.x.Dying()) {
			panic(recovered)
		}
	}()
	f(t)
}

// end runs the cleanups, also after FailNow and after a panic.
func (t *T) end() {
	for len(t.cleanup) > 0 {
		f := t.cleanup[len(t.cleanup)-1]
		t.cleanup = t.cleanup[:len(t.cleanup)-1]
		f()
	}
}
