package explore

import (
	"fmt"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A T is to one execution what a testing.T is to a test. Its methods may be called from every goroutine of
// the execution. It is a testify TestingT.
type T struct {
	r       *run
	failed  bool
	outcome string
	cleanup []func()
}

// Go starts a goroutine. Real go statements are not seen by the exploration, and must not be used in it.
func (t *T) Go(f func()) { t.r.x.Go(f) }

// Wait waits until all other goroutines have ended. All that they have done happens before its return.
func (t *T) Wait() { t.r.x.Do(sched.Op{Kind: sched.Join, Obj: sched.None}) }

// Outcome says what the execution has come to. The report counts how many lead to each outcome. The last
// call counts.
func (t *T) Outcome(format string, args ...any) {
	if !t.r.x.Dying() {
		t.outcome = fmt.Sprintf(format, args...)
	}
}

// Helper does nothing: reports have whole stacks.
func (t *T) Helper() {}

// Fail marks the execution as failed.
func (t *T) Fail() { t.fail("failed") }

func (t *T) fail(message string) {
	if t.r.x.Dying() {
		return
	}
	t.failed = true
	t.r.x.Fail(sched.Failure{Kind: string(Failed), G: t.r.x.Self(), Value: message})
}

// FailNow marks the execution as failed and ends the goroutine that calls it. Unlike that of a testing.T it
// may be called from every goroutine.
func (t *T) FailNow() {
	t.Fail()
	t.r.x.Exit()
}

// Failed says whether the execution has failed.
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

// Cleanup has f called when the body has returned, before goroutines that are still there come to rest. The
// last is called first.
func (t *T) Cleanup(f func()) { t.cleanup = append(t.cleanup, f) }

// end runs the cleanups, also after FailNow and after a panic.
func (t *T) end() {
	for len(t.cleanup) > 0 {
		f := t.cleanup[len(t.cleanup)-1]
		t.cleanup = t.cleanup[:len(t.cleanup)-1]
		f()
	}
}
