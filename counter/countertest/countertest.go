// Package countertest checks that a counter keeps the contract of [counter.Counter], in the way that
// testing/fstest checks an fs.FS.
//
// Each rule is one promise of the contract, and a rule that fails names the promise that broke. The
// rules that need several goroutines find what goes wrong in the runs that they make; run them with
// -race too, which sees the races that did no harm this time. A counter that passes is not thereby
// proved correct, one that fails is wrong.
//
// The command counterpoint explore runs a test in all its interleavings, of which these rules have too
// many. There, Run checks one of them alone, Few: a counter that passes keeps that promise.
package countertest

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/counter"
)

// Run checks each rule, in a subtest of its name. newCounter returns a counter at 0 each time that
// it is called, no two of which share state; it is called from goroutines other than the test's, but
// from one at a time. A counter that wants closing registers that with t.Cleanup.
func Run(t *testing.T, newCounter func() counter.Counter) {
	t.Helper()
	if isExplored(t) {
		if err := few.explore(newCounter); err != nil {
			t.Error(err)
		}
		return
	}
	for _, rule := range rules {
		t.Run(rule.name, func(t *testing.T) {
			if err := rule.verify(newCounter); err != nil {
				t.Error(err)
			}
		})
	}
}

// isExplored says whether the test is one that the command has rewritten: then its T has methods that a
// testing.T has not.
func isExplored(t testing.TB) bool {
	_, explored := t.(interface{ Share(pointers ...any) })
	return explored
}

// Check is Run without a test: it returns nil, or all the rules that the counter breaks, joined.
// Each is a [*Broken].
func Check(newCounter func() counter.Counter) error {
	var errs []error
	for _, rule := range rules {
		errs = append(errs, rule.verify(newCounter))
	}
	return errors.Join(errs...)
}

// Broken is a promise that a counter did not keep.
type Broken struct {
	Rule    string // the rule's name, as of the subtest
	Promise string // what the contract promises
	Source  string // file:line of the rule
	Err     error  // what happened instead
}

func (b *Broken) Error() string {
	return fmt.Sprintf("%s: %v\n\tpromise: %s (%s)", b.Rule, b.Err, b.Promise, b.Source)
}

// Unwrap returns what happened.
func (b *Broken) Unwrap() error { return b.Err }

// patience is how long a rule may take. The slowest takes some milliseconds with a counter that
// works; what has not ended after this long, on however busy a machine, never will.
var patience = 30 * time.Second

// A rule is one promise and the check of it.
type rule struct {
	name    string
	promise string
	source  string
	check   func(newCounter func() counter.Counter) error
}

// newRule notes where in the source the rule stands.
func newRule(name, promise string, check func(func() counter.Counter) error) rule {
	_, file, line, _ := runtime.Caller(1)
	return rule{name, promise, fmt.Sprintf("%s:%d", filepath.Base(file), line), check}
}

// verify checks the rule on a goroutine of its own, so that a counter that blocks for ever or panics
// breaks a promise and not the test. The goroutine of one that blocks stays behind.
func (r rule) verify(newCounter func() counter.Counter) error {
	done := make(chan error, 1)
	go func() {
		done <- catch(func() error { return r.check(newCounter) })
	}()
	var err error
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case err = <-done:
	case <-late.C:
		err = fmt.Errorf("an operation has not returned after %v; the goroutines:\n%s", patience, stacks())
	}
	return r.broken(err)
}

// explore checks the rule where each of its steps is known: nobody need wait to see that one blocks.
func (r rule) explore(newCounter func() counter.Counter) error {
	return r.broken(r.check(newCounter))
}

func (r rule) broken(err error) error {
	if err == nil {
		return nil
	}
	return &Broken{r.name, r.promise, r.source, err}
}

// catch returns what f returns, or its panic as an error. A FailNow inside f ends f without either.
func catch(f func() error) (err error) {
	err = errors.New("the goroutine was ended (runtime.Goexit) in the middle of the rule")
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("an operation panicked: %v", p)
		}
	}()
	return f()
}

func stacks() []byte {
	buf := make([]byte, 64<<10)
	return buf[:runtime.Stack(buf, true)]
}
