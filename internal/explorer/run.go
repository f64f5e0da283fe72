package explorer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// work is an exploration of tests under way.
type work struct {
	Request
	*rebuild.Building
	g       gocommand.Go
	program *program
	outcome *Outcome
	tests   []Test
	answers map[Test]Answer
	passed  int           // how many tests there is no more to say of
	begun   map[Test]bool // in the run that is under way
	events  int
	stray   bytes.Buffer      // what go test said outside of all packages, in the run that is under way
	output  map[string]*tail  // what the tests of a package said
	builds  map[string]*tail  // what go said about building a package
	broken  map[string]string // which package's build has failed, by the package whose tests want it
}

// run runs the tests until each has an answer. A test that ends its process takes the others of its package with it:
// these are run again, without it.
func (w *work) run(ctx context.Context) error {
	args, settings, err := w.command()
	if err != nil {
		return err
	}
	batches := [][]Test{w.unanswered("")}
	for len(batches) > 0 {
		batch := batches[0]
		batches = batches[1:]
		if len(batch) == 0 {
			continue
		}
		if err := w.runBatch(ctx, args, settings, batch); err != nil {
			return err
		}
		for _, importPath := range packagesOf(batch) {
			w.conclude(importPath)
			batches = append(batches, w.unanswered(importPath))
		}
	}
	return nil
}

// unanswered returns the tests without an answer, of one package or of all.
func (w *work) unanswered(importPath string) (tests []Test) {
	for _, t := range w.tests {
		if _, ok := w.answers[t]; !ok && (importPath == "" || t.Package == importPath) {
			tests = append(tests, t)
		}
	}
	return tests
}

func packagesOf(tests []Test) (paths []string) {
	for _, t := range tests {
		if !slices.Contains(paths, t.Package) {
			paths = append(paths, t.Package)
		}
	}
	return paths
}

// command returns the arguments of the go command, but for the tests, and what to set in its environment.
func (w *work) command() (args, settings []string, err error) {
	flags, err := w.Flags()
	if err != nil {
		return nil, nil, err
	}
	text, err := json.Marshal(w.Settings)
	if err != nil {
		return nil, nil, err
	}
	args = append(append([]string{"test", "-json", "-count=1"}, flags...), w.program.FileFlags()...)
	settings = append([]string{
		runner.Variable + "=" + string(text), "TMPDIR=" + w.Temp, "TMP=" + w.Temp, "TEMP=" + w.Temp,
	}, w.Env...)
	if w.Race {
		settings = append(settings, "GORACE=atexit_sleep_ms=0")
	}
	return args, settings, nil
}

// atEnd is what a test may take beyond its time: to make the failures readable, and to be seen to hang.
const atEnd = time.Minute

// runBatch runs tests by one call of go test.
func (w *work) runBatch(ctx context.Context, args, settings []string, tests []Test) error {
	var names []string
	for _, t := range tests {
		if !slices.Contains(names, t.Name) {
			names = append(names, regexp.QuoteMeta(t.Name))
		}
	}
	timeout := time.Duration(0) // none
	if w.Settings.Time > 0 {
		timeout = time.Duration(len(tests))*(w.Settings.Time+atEnd) + atEnd
	}
	args = append(slices.Clip(args), "-timeout="+timeout.String(), "-run=^("+strings.Join(names, "|")+")$")
	copying, setting, err := w.copying(tests)
	if err != nil {
		return err
	}
	args = append(append(args, copying...), packagesOf(tests)...)
	settings = append(slices.Clip(settings), setting...)
	w.begun, w.output, w.builds = map[Test]bool{}, map[string]*tail{}, map[string]*tail{}
	w.broken = map[string]string{}
	w.stray.Reset()
	stdout, stderr := &gocommand.LineWriter{Line: w.line}, &gocommand.LineWriter{Line: w.aside}
	err = w.g.Run(ctx, stdout, stderr, settings, args...)
	stdout.Flush()
	stderr.Flush()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		for _, t := range tests { // what is known so far
			if w.begun[t] {
				w.read(t)
			}
		}
		w.passOn(true)
		return ctx.Err()
	case err != nil && !errors.As(err, &exit):
		return err
	case err != nil && w.events == 0:
		return &gocommand.Error{Asked: "go test", Words: strings.TrimSpace(w.stray.String())}
	}
	return nil
}

// line takes in a line of go test -json.
func (w *work) line(line []byte) {
	var e gocommand.TestEvent
	if json.Unmarshal(line, &e) != nil || e.Action == "" {
		w.aside(line)
		return
	}
	w.events++
	t := Test{e.Package, w.program.Short(e.Package), e.Test}
	switch e.Action {
	case "run":
		if slices.Contains(w.tests, t) {
			w.begun[t] = true
			w.progress(t, "")
		}
	case "output":
		if status, ok := strings.CutPrefix(strings.TrimSpace(e.Output), "explore: "); ok && w.begun[t] {
			w.progress(t, ": "+status)
			return
		}
		say(w.output, e.Package, e.Output)
	case "build-output":
		say(w.builds, e.ImportPath, e.Output)
	case "pass", "fail", "skip":
		switch {
		case e.FailedBuild != "":
			w.broken[e.Package] = e.FailedBuild
		case w.begun[t]:
			w.read(t)
		}
	}
}

// aside takes in a line that go test says of no package.
func (w *work) aside(line []byte) {
	if w.stray.Len() < most {
		w.stray.Write(append(line, '\n'))
	}
}

// read takes in the result that a test has left, if it has.
func (w *work) read(t Test) {
	if _, ok := w.answers[t]; ok {
		return
	}
	r, err := runner.ReadResult(w.Settings.Folder, t.Package, t.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		w.answer(Answer{Test: t, Verdict: Refused, Why: err.Error()})
		return
	}
	w.answer(w.program.judge(t, r))
}

// judge says what a result means.
func (p *program) judge(t Test, r *runner.Result) Answer {
	a := Answer{Test: t, Verdict: Bounded, Seconds: r.Seconds, Report: r.Report, Patient: r.Patient}
	if r.Report.Exhaustive {
		a.Verdict = Pass
	}
	for i := range r.Report.Failures {
		f := &r.Report.Failures[i]
		isLost := f.Kind == explore.Nondeterminism && r.Report.Strategy == explore.OneSchedule
		switch {
		case f.Kind == explore.Refused || f.Kind == explore.Hang || isLost:
			a.Why = p.why(f)
			if a.Verdict != Fail {
				a.Verdict = Refused
			}
		default:
			a.Verdict = Fail
		}
	}
	return a
}

// answer takes in an answer, and passes on all whose turn it is.
func (w *work) answer(a Answer) {
	a.Refusals = w.program.refusalsOf(a.Package, w.outcome.Refusals)
	if len(a.Refusals) > 0 && a.isUnsteady() { // what is not observed is more likely to be why than what is
		a.Verdict, a.Why = Refused, a.Report.Failures[0].Message
	}
	w.answers[a.Test] = a
	w.progress(a.Test, "")
	w.passOn(false)
}

// passOn passes on the answers that come next, or, with all, also those behind a test that has none.
func (w *work) passOn(all bool) {
	for ; w.passed < len(w.tests); w.passed++ {
		a, ok := w.answers[w.tests[w.passed]]
		switch {
		case ok:
			w.outcome.Answers = append(w.outcome.Answers, a)
			if w.Answered != nil {
				w.Answered(a)
			}
		case !all:
			return
		}
	}
}

func (w *work) progress(t Test, status string) {
	if w.Progress != nil {
		w.Progress(len(w.answers), len(w.tests), t.String()+status)
	}
}

// conclude gives those tests of the package an answer that were begun and have left none: they have ended their
// process. The others are left to another run, unless there is nothing to hope for from one.
func (w *work) conclude(importPath string) {
	for _, t := range w.unanswered(importPath) {
		if !w.begun[t] {
			continue
		}
		w.read(t) // the process may have ended after that
		if _, ok := w.answers[t]; !ok {
			why := "it is not rewritten, see what is not observed"
			if runner.IsClaimed(w.Settings.Folder, t.Package, t.Name) {
				why = "the test has ended its process: " + lastWords(said(w.output, importPath))
			}
			w.answer(Answer{Test: t, Verdict: Refused, Why: why})
		}
	}
	left := w.unanswered(importPath)
	switch failed := w.broken[importPath]; {
	case len(left) == 0:
	case failed != "":
		w.trouble(left[0].Short+" does not build when it is rewritten, which is a mistake of counterpoint's", said(w.builds, failed), left)
	case !w.hasBegun(importPath):
		w.trouble("the tests of "+left[0].Short+" ended before one began", said(w.output, importPath)+w.stray.String(), left)
	}
}

// hasBegun says whether a test of the package was begun in this run.
func (w *work) hasBegun(importPath string) bool {
	for t := range w.begun {
		if t.Package == importPath {
			return true
		}
	}
	return false
}

// trouble says why tests cannot be explored.
func (w *work) trouble(what, words string, tests []Test) {
	w.outcome.Troubles = append(w.outcome.Troubles, Trouble{what, strings.TrimSpace(words)})
	for _, t := range tests {
		w.answer(Answer{Test: t, Verdict: Refused, Why: what})
	}
}

// lastWords returns the line that says best why a process has ended.
func lastWords(words string) string {
	why := "by os.Exit, log.Fatal or the like"
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(line)
		switch {
		case strings.Contains(line, "explore: internal error: "):
			return line + ", which is a mistake of counterpoint's"
		case strings.HasPrefix(line, "panic: ") && strings.HasSuffix(line, " [recovered]"): // it comes again
		case strings.HasPrefix(line, "panic: "), strings.HasPrefix(line, "fatal error: "):
			return line
		case line == "", line == "PASS", strings.HasPrefix(line, "FAIL"), strings.HasPrefix(line, "==="), strings.HasPrefix(line, "---"):
		default:
			why = line
		}
	}
	return why
}

// A tail is the end of what was said.
type tail struct{ bytes.Buffer }

// most is how much is kept of it.
const most = 64 << 10

func say(tails map[string]*tail, name, words string) {
	if tails[name] == nil {
		tails[name] = &tail{}
	}
	if b := tails[name]; b.Len() < most {
		b.WriteString(words)
	}
}

func said(tails map[string]*tail, name string) string {
	if tails[name] == nil {
		return ""
	}
	return tails[name].String()
}
