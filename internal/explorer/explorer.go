// Package explorer explores the tests of ordinary packages: it finds and loads them with all that they need of the
// user's, has them rewritten, and runs them by way of go test, which sees the rewritten files by an overlay. Nothing
// of the user's is touched, and neither a change of the go.mod nor a network is needed: the packages that rewritten
// code imports are carried along, see package rebuild.
package explorer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/instrument"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// A Request is what is to be explored, and how.
type Request struct {
	Patterns []string          // of packages, as go test takes them
	Run      *regexp.Regexp    // which tests; nil for all
	Tags     string            // as -tags of the go command
	Race     bool              // with the race detector
	With     []string          // other packages to rewrite, by import path, or all below one with /...
	Overlay  map[string][]byte // what is to be taken for the text of files, by their paths
	Strict   bool              // explore nothing if a place was not rewritten
	Settings runner.Settings
	Temp     string // a folder for all that is temporary, which the caller removes
	Self     string // this program, if it calls Copies where CopiesVariable is set; "" for one process a package

	Answered func(Answer)                         // is called with each answer, in order
	Progress func(done, known int, status string) // is called when a test begins or ends, or has got on
}

// A Test is one to explore.
type Test struct {
	Package string // its import path
	Short   string // that without the module's path
	Name    string
}

// String returns the test's name with that of its package.
func (t Test) String() string { return t.Short + "." + t.Name }

// A Verdict says in a word what an exploration has come to.
type Verdict string

// The verdicts.
const (
	Pass    Verdict = "pass"    // no failure, in all interleavings
	Fail    Verdict = "fail"    // a failure
	Bounded Verdict = "bounded" // no failure so far
	Refused Verdict = "refused" // it cannot be explored
)

// An Answer is what there is to say of a test.
type Answer struct {
	Test
	Verdict  Verdict
	Seconds  float64
	Report   *explore.Report // nil if there was no exploration
	Patient  *explore.Report // what it comes to where time waits for goroutines, if that was asked; see runner.Result
	Why      string          // it was refused
	Refusals []instrument.Refusal
}

// IsSkipped says whether the test skips itself, in every interleaving. Nothing fails then: the verdict is Pass.
func (a *Answer) IsSkipped() bool {
	return a.Verdict == Pass && a.Report != nil && a.Report.Skipped > 0 && a.Report.Skipped == a.Report.Executions
}

// isUnsteady says whether all that was found is that two executions differ.
func (a *Answer) isUnsteady() bool {
	return a.Verdict == Fail && !slices.ContainsFunc(a.Report.Failures, func(f explore.Failure) bool { return f.Kind != explore.Nondeterminism })
}

// An Outcome is what there is to say of all.
type Outcome struct {
	Answers  []Answer
	Known    int // how many tests there are to explore
	Refusals []instrument.Refusal
	Troubles []Trouble
}

// A Trouble is what kept tests from being explored.
type Trouble struct {
	What  string // in a line
	Words string // of go, or of the tests
}

// ErrStrict says that something was not rewritten.
var ErrStrict = errors.New("not all is rewritten, which -strict wants: nothing was explored")

// A NoTestError says that there is nothing to explore.
type NoTestError struct {
	Patterns []string
	Run      *regexp.Regexp
}

func (e *NoTestError) Error() string {
	if e.Run != nil {
		return fmt.Sprintf("no test to explore: none of %s matches -run %s", strings.Join(e.Patterns, " "), e.Run)
	}
	return fmt.Sprintf("no test to explore: %s has no function TestXxx(t *testing.T)", strings.Join(e.Patterns, " "))
}

// Explore explores the tests. With ctx done before it is over, it returns what is known by then, and ctx's error.
func Explore(ctx context.Context, g gocommand.Go, r Request) (*Outcome, error) {
	p, err := load(ctx, g, r)
	if err != nil {
		return nil, err
	}
	tests := p.tests(r.Run)
	if len(tests) == 0 {
		return nil, &NoTestError{r.Patterns, r.Run}
	}
	r.Settings.Folder = filepath.Join(r.Temp, "results")
	if err := os.Mkdir(r.Settings.Folder, 0o777); err != nil {
		return nil, err
	}
	b, err := p.Prepare()
	if err != nil {
		return nil, err
	}
	refusals, refused, err := p.rewrite(b, r.Run)
	if err != nil {
		return nil, err
	}
	outcome := &Outcome{Known: len(tests), Refusals: refusals}
	if r.Strict && len(refusals) > 0 {
		return outcome, ErrStrict
	}
	w := &work{Request: r, Building: b, g: g, program: p, outcome: outcome, tests: tests, answers: map[Test]Answer{}}
	for _, t := range tests {
		if why := refused[t.Package]; why != "" {
			w.answer(Answer{Test: t, Verdict: Refused, Why: why})
		}
	}
	return outcome, w.run(ctx)
}

// A program is what there is to explore.
type program struct{ *rebuild.Program }

// load loads the packages that are asked for.
func load(ctx context.Context, g gocommand.Go, r Request) (*program, error) {
	loaded, err := rebuild.Load(ctx, g, rebuild.Request{
		Patterns: r.Patterns, Tags: r.Tags, Race: r.Race, With: r.With, Overlay: r.Overlay, Temp: r.Temp,
		Wanted: func(p *rebuild.Program) func(*packages.Package) bool {
			with := withTests(p)
			return func(q *packages.Package) bool {
				return !isOurOwn(p, q) && (p.IsAsked(q) || slices.Contains(with, q.PkgPath))
			}
		},
	})
	return &program{loaded}, err
}

// isOurOwn says whether a package is one of those that explore.
func isOurOwn(p *rebuild.Program, q *packages.Package) bool {
	importPath := strings.TrimSuffix(q.PkgPath, "_test")
	if rebuild.IsIn("explore", importPath) {
		return true
	}
	// What verdict stands on, and the rewriter itself: no concern of who uses them, and not of the tests.
	return rebuild.IsIn("internal", importPath) && q.Imports["testing"] == nil && !slices.Contains(p.Named, importPath)
}

// tests returns the tests that are to be explored, in the order in which go test runs them.
func (p *program) tests(run *regexp.Regexp) (tests []Test) {
	for _, importPath := range p.Named {
		for _, name := range p.Tests(importPath) {
			if run == nil || run.MatchString(name) {
				tests = append(tests, Test{importPath, p.Short(importPath), name})
			}
		}
	}
	return tests
}

// rewrite has the packages rewritten and puts them in the overlay. It returns why the tests of which packages are
// refused.
func (p *program) rewrite(b *rebuild.Building, run *regexp.Regexp) (refusals []instrument.Refusal, refused map[string]string, err error) {
	refused = map[string]string{}
	rewritten := map[string]bool{}
	config := instrument.Config{
		Explored:  func(test string) bool { return run == nil || run.MatchString(test) },
		Rewritten: func(path string) bool { return rewritten[path] },
	}
	for _, u := range p.Best() {
		refusal, why := p.leftAsItIs(u)
		rewritten[u.PkgPath] = refusal == nil
		if refusal != nil {
			refusals = append(refusals, *refusal)
			refused[u.ImportPath()] = why
		}
	}
	for _, u := range p.Best() {
		if refused[u.ImportPath()] != "" {
			continue
		}
		result, err := config.Rewrite(&instrument.Package{Fset: p.Fset, Types: u.Types, Info: u.TypesInfo, Files: u.Syntax, Sources: u.Sources})
		if err != nil {
			return nil, nil, fmt.Errorf("package %s cannot be rewritten: %w", u.PkgPath, err)
		}
		refusals = append(refusals, result.Refusals...)
		for name, text := range u.Sources {
			if _, isOverlaid := p.Overlay[name]; isOverlaid && result.Files[name] == nil {
				result.Files[name] = text
			}
		}
		for name, text := range result.Files {
			if err := b.Add(u, name, text); err != nil {
				return nil, nil, err
			}
		}
	}
	return refusals, refused, nil
}

// refusalsOf returns those that a test of the package has to do with: of the package and of what it imports.
func (p *program) refusalsOf(importPath string, refusals []instrument.Refusal) (of []instrument.Refusal) {
	files := map[string]bool{}
	seen := map[*rebuild.Unit]bool{}
	var visit func(u *rebuild.Unit)
	visit = func(u *rebuild.Unit) {
		if u == nil || seen[u] {
			return
		}
		seen[u] = true
		for _, f := range u.GoFiles {
			files[f] = true
		}
		for _, i := range u.Imports {
			visit(p.UnitOf(i))
		}
	}
	for _, u := range p.Units {
		if u.ImportPath() == importPath {
			visit(u)
		}
	}
	for _, r := range refusals {
		if files[r.Pos.Filename] {
			of = append(of, r)
		}
	}
	return of
}
