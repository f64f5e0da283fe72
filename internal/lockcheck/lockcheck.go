// Package lockcheck runs the tests of ordinary packages with locks that are watched: every sync.Mutex, RWMutex and
// WaitGroup of the user's module is one of package lockorder while they run, every go statement tells who has
// started whom, and every operation on a channel what it orders. Nothing of the user's is touched, see package rebuild.
package lockcheck

import (
	"context"
	"fmt"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// A Request is what is to be checked, and how.
type Request struct {
	Patterns []string      // of packages, as go test takes them
	Run      string        // which tests, as go test's -run
	Tags     string        // as -tags of the go command
	Race     bool          // with the race detector
	Short    bool          // as go test's -short
	Count    int           // how often each test is run
	Timeout  time.Duration // as go test's
	With     []string      // other packages whose locks are watched, by import path, or all below one with /...
	Temp     string        // a folder for all that is temporary, which the caller removes
	Self     string        // this program, which calls Exec where LogVariable is set

	Checked  func(*Package)                       // is called with each package, in order, when its tests are over
	Progress func(done, known int, status string) // is called when a test begins or a package is over
}

// A Package is what there is to say of the tests of a package.
type Package struct {
	Path     string // its import path
	Short    string // that without the module's path
	Seconds  float64
	Tests    int // how many were run to their end, be it several times
	Findings []Finding
	Failed   []string // the tests that failed
	Words    string   // what they said, or what else there is to read of a failure
	NotRun   []string // the tests that were not begun, or not ended, since the process had come to its end
	NoTests  bool     // there is no test file
	IsBroken bool     // it failed, be it by a test or not, and no finding says why
}

// A Finding is what package lockorder has reported.
type Finding struct {
	*lockorder.Report
	Text string // the report as people read it
}

// A Left is a package whose locks are not watched.
type Left struct{ Path, Why string }

// An Outcome is what there is to say of all.
type Outcome struct {
	Packages []*Package
	Known    int    // how many packages were named
	Watched  int    // of how many packages the locks are watched, of those that import sync
	Left     []Left // the others of these
}

// A BuildError says what cannot be built, although the user's own files can.
type BuildError struct{ Package, Words string }

func (e *BuildError) Error() string {
	return fmt.Sprintf("%s does not build when it is rewritten, which is a mistake of counterpoint's:\n%s", e.Package, e.Words)
}

// Check runs the tests. With ctx done before it is over, it returns what is known by then, and ctx's error.
func Check(ctx context.Context, g gocommand.Go, r Request) (*Outcome, error) {
	if strings.ContainsAny(r.Temp, " \t\n") {
		return nil, fmt.Errorf("%s has a space in it, and GODEADLOCK takes no such path to write reports to: set TMPDIR", r.Temp)
	}
	p, err := rebuild.Load(ctx, g, rebuild.Request{
		Patterns: r.Patterns, Tags: r.Tags, Race: r.Race, With: r.With, Temp: r.Temp, Wanted: wanted,
	})
	if err != nil {
		return nil, err
	}
	b, err := p.Prepare()
	if err != nil {
		return nil, err
	}
	c := &check{
		Request: r, g: g, program: p, building: b, outcome: &Outcome{Known: len(p.Named)},
		left: map[string]string{}, rewritten: map[string]bool{}, checked: map[string]*Package{},
	}
	err = c.run(ctx)
	c.passOn(true)
	c.concludeLocks()
	return c.outcome, err
}

// wanted says which packages are to be rewritten: the user's, but for the one that watches.
func wanted(p *rebuild.Program) func(*packages.Package) bool {
	return func(q *packages.Package) bool {
		return p.IsAsked(q) && !rebuild.IsIn("deadlock/lockorder", strings.TrimSuffix(q.PkgPath, "_test"))
	}
}
