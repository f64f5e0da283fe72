// Package runner is for generated code: it explores the tests of a package that was rewritten, as the command
// counterpoint explore asks, and leaves what it finds for the command. Nothing is printed but how far a long one is.
//
// The command says what it wants by an environment variable, [Variable]. Without that a rewritten test is a call of
// explore.Test.
package runner

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/explore"
)

// Variable is the environment variable that holds the [Settings], as JSON.
const Variable = "COUNTERPOINT_EXPLORE"

// Settings say how tests are explored, and where the results go. What is zero is as explore has it.
type Settings struct {
	Folder      string           // where the results go
	Strategy    explore.Strategy `json:",omitempty"`
	Executions  int              `json:",omitempty"`
	Time        time.Duration    `json:",omitempty"`
	Steps       int              `json:",omitempty"`
	Preemptions *int             `json:",omitempty"`
	Seed        uint64           `json:",omitempty"`
	Patient     bool             `json:",omitempty"`
	KeepGoing   bool             `json:",omitempty"`
	Replay      string           `json:",omitempty"` // the one schedule to run
	Parent      string           `json:",omitempty"` // the test that has started this process; it is set by the runner
	Chooses     bool             `json:",omitempty"` // the test is one that calls Instead
	Whole       bool             `json:",omitempty"` // long executions are varied to their end, and none are random
	Ends        bool             `json:",omitempty"` // that an execution has no end is a failure
}

// A Result is what the exploration of a test has come to.
type Result struct {
	Package string // the import path
	Test    string
	Seconds float64
	Report  *explore.Report
	// Patient is what the test comes to if time passes only when no goroutine can go on. It is there if the test has
	// failed where some time had passed, and it was not to be patient from the start.
	Patient *explore.Report `json:",omitempty"`
}

// resets are what is called before every execution.
var resets []func()

// Reset has a function called before every execution: it gives the variables of a package their first values again.
// Those registered first are called first. The functions run in the goroutine of the test, before anything else.
func Reset(reinit func()) { resets = append(resets, reinit) }

// Fresh returns a body that begins with giving the variables their first values again.
func Fresh(body func(t *explore.T)) func(t *explore.T) {
	return func(t *explore.T) {
		reseed()
		for _, reset := range resets {
			reset()
		}
		body(t)
	}
}

// instead is what is to be explored in place of the test.
var instead func(t testing.TB)

// Instead has f explored in place of the test that calls it, if the settings say that it does: a test that chooses one
// of many bodies, as one with a table does, has this one explored without the steps by which it was found. f is given
// the T of an execution.
func Instead(f func(t testing.TB)) { instead = f }

// mostToChoose is how many steps a test may have that calls Instead.
const mostToChoose = 1_000_000

// Test explores the body of a test.
func Test(t *testing.T, body func(t *explore.T)) {
	t.Helper()
	seeded(t)
	text := os.Getenv(Variable)
	if text == "" {
		explore.Test(t, Fresh(body))
		return
	}
	var s Settings
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatalf("%s is set, and holds no settings: %v", Variable, err)
	}
	s.run(t, body)
}

// run explores the body, and leaves the result.
func (s *Settings) run(t *testing.T, body func(t *explore.T)) {
	if s.Parent != "" {
		s.refuseChild(t)
		return
	}
	if !s.claim(t) {
		t.SkipNow() // another process explores it
	}
	begin := time.Now()
	// What is known at an interrupt is left.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	isInterrupted := func() bool { return len(interrupts) > 0 }
	unmute := mute()
	restore := s.adopt(t)
	if s.Chooses {
		if explore.Run(Fresh(body), explore.Executions(1), explore.Steps(mostToChoose)); instead == nil {
			unmute()
			t.Fatal("the test has not chosen what to explore")
		}
		f := instead
		body, instead = func(u *explore.T) { f(u) }, nil
	}
	explored := func(s Settings) *explore.Report {
		return explore.Run(Fresh(body), append(s.options(), explore.Named(t.Name()), explore.Until(isInterrupted), explore.Progress(t.Output()))...)
	}
	r := Result{Package: packagePath(), Test: t.Name(), Report: s.explore(explored)}
	if s.Replay == "" && !s.Patient && slices.ContainsFunc(r.Report.Failures, hasTimePassed) && !isInterrupted() {
		patient := *s
		patient.Patient = true
		r.Patient = explored(patient)
	}
	restore()
	unmute()
	signal.Stop(interrupts)
	if s.hasChild(t) {
		r.Report = &explore.Report{Strategy: r.Report.Strategy, Failures: []explore.Failure{{Kind: explore.Refused, Message: child}}}
	}
	r.Seconds = time.Since(begin).Seconds()
	if err := s.leave(&r); err != nil {
		t.Fatalf("cannot leave the result of the exploration: %v", err)
	}
	if isInterrupted() || hangs(r.Report) || hangs(r.Patient) {
		// What hangs has the process to itself for good. The command runs the other tests in a new one.
		os.Exit(1)
	}
	if r.Report.Failed() {
		t.Fail()
	}
}

// longer is how many steps an execution may have that has more than it usually may.
const longer = 100_000

// explore explores a test. One that is long is given more steps, if nobody has said how many it may have.
func (s *Settings) explore(explored func(Settings) *explore.Report) *explore.Report {
	report := explored(*s)
	if !report.Large || report.Failed() || s.Steps > 0 {
		return report
	}
	long := *s
	long.Steps = longer
	if again := explored(long); again.Executions > again.Cut && !hangs(again) {
		return again
	}
	return report // it has no end
}

func hangs(r *explore.Report) bool {
	return r != nil && slices.ContainsFunc(r.Failures, func(f explore.Failure) bool { return f.Kind == explore.Hang })
}

func hasTimePassed(f explore.Failure) bool { return f.HasTimePassed() }

// options returns the settings as explore takes them.
func (s *Settings) options() (options []explore.Option) {
	add := func(isSet bool, o explore.Option) {
		if isSet {
			options = append(options, o)
		}
	}
	add(s.Strategy != "", explore.Using(s.Strategy))
	add(s.Executions > 0, explore.Executions(s.Executions))
	add(s.Time > 0, explore.For(s.Time))
	add(s.Steps > 0, explore.Steps(s.Steps))
	add(s.Seed != 0, explore.Seed(s.Seed))
	add(s.Patient, explore.PatientTime())
	add(s.KeepGoing, explore.KeepGoing())
	if s.Preemptions != nil {
		options = append(options, explore.Preemptions(*s.Preemptions))
	}
	add(s.Replay != "", explore.Replay(s.Replay))
	// Ordinary tests may leave tickers and servers behind: that these have no end is for the report to say.
	add(!s.Ends, explore.Endless())
	add(!s.Chooses && !s.Whole, explore.Sampling()) // what was chosen is small
	return append(options, explore.Impatient())
}

// packagePath returns the import path of the package that is tested.
func packagePath() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return strings.TrimSuffix(info.Path, ".test")
}

// leave writes the result to its file, which is whole as soon as it is there.
func (s *Settings) leave(r *Result) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	file := resultFile(s.Folder, r.Package, r.Test)
	if err := os.WriteFile(file+".new", text, 0o666); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

// ReadResult returns the result that a test has left in the folder. The error is that of a missing file if it has
// left none.
func ReadResult(folder, importPath, test string) (*Result, error) {
	text, err := os.ReadFile(resultFile(folder, importPath, test))
	if err != nil {
		return nil, err
	}
	var r Result
	if err := json.Unmarshal(text, &r); err != nil || r.Report == nil {
		return nil, fmt.Errorf("the result of %s of %s cannot be read: %w", test, importPath, err)
	}
	return &r, nil
}

func resultFile(folder, importPath, test string) string {
	return filepath.Join(folder, url.QueryEscape(importPath)+"."+url.QueryEscape(test)+".json")
}
