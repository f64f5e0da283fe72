package tables

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// A Run is what is asked of some tables.
type Run struct {
	Packages []Package
	// List has the tables publish their rows with what these want, and run nothing. It needs no race
	// detector, and go test may answer from its cache.
	List bool
	// Row, if set, is the one subtest to run, as Row.Test has it; it wants a single package.
	Row string
	// Tools are the only tools to ask; all if empty.
	Tools []verdict.Tool
	// Report, if set, is a directory where each row leaves its verdict.Report.
	Report string
	// Temp, if set, is where everything that runs puts its temporary files.
	Temp string

	// Answered, if set, is called with each row as soon as its result is there, in no order.
	Answered func(verdict.Result)
	// Progress, if set, is called as rows begin and end.
	Progress func(done, known int, short string)
}

// Run runs the tables and returns when all that it started has ended. With ctx done before that, it
// returns what had come out so far, and ctx's error.
func (g Go) Run(ctx context.Context, run Run) (*Outcome, error) {
	args, settings := run.command()
	c := newCollector(run)
	stdout := &gocommand.LineWriter{Line: c.line}
	var stderr bytes.Buffer
	err := gocommand.Go(g).Run(ctx, stdout, &stderr, settings, args...)
	stdout.Flush()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		o := c.outcome()
		o.Troubles = nil // that the tests ended early is no news
		return o, ctx.Err()
	case err != nil && !errors.As(err, &exit):
		return nil, err
	case err != nil && c.events == 0:
		return nil, &GoError{Asked: "go test", Words: strings.TrimRight(c.stray.String()+stderr.String(), "\n")}
	}
	return c.outcome(), nil
}

// noSleep spares a process the second that the race detector waits before it ends.
const noSleep = "GORACE=atexit_sleep_ms=0"

// command returns the arguments of the go command, and what to set in its environment.
func (run Run) command() (args, settings []string) {
	args = []string{"test", "-json"}
	if run.List {
		settings = append(settings, "VERDICT_LIST=1")
	} else {
		args = append(args, "-race", "-count=1")
		// The tests have no races of their own to wait for when they end: the rows' processes do.
		settings = append(settings, noSleep)
	}
	if len(run.Tools) > 0 {
		names := make([]string, len(run.Tools))
		for i, tool := range run.Tools {
			names[i] = string(tool)
		}
		settings = append(settings, "VERDICT_TOOLS="+strings.Join(names, ","))
	}
	if run.Report != "" {
		settings = append(settings, "VERDICT_REPORT="+run.Report)
	}
	if run.Temp != "" {
		settings = append(settings, "TMPDIR="+run.Temp, "TMP="+run.Temp, "TEMP="+run.Temp)
	}
	args = append(args, "-run", run.pattern())
	for _, p := range run.Packages {
		args = append(args, p.ImportPath)
	}
	return args, settings
}

// pattern returns what go test -run selects the tables by.
func (run Run) pattern() string {
	if run.Row != "" {
		parts := strings.Split(run.Row, "/")
		for i, part := range parts {
			parts[i] = "^" + regexp.QuoteMeta(part) + "$"
		}
		return strings.Join(parts, "/")
	}
	var names []string
	for _, p := range run.Packages {
		for _, name := range p.Tests {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return "^(" + strings.Join(names, "|") + ")$"
}

// An event is a line of go test -json, see go doc test2json.
type event struct {
	Action      string
	Package     string
	Test        string
	Output      string
	Key, Value  string // of an attribute
	ImportPath  string // of a build-output
	FailedBuild string // of a package that failed: the ImportPath of what did not build
}

// A collector makes an Outcome of events.
type collector struct {
	run      Run
	packages []*running // in the order of run.Packages
	events   int
	stray    strings.Builder // lines that are no events
	builds   strings.Builder // what the compiler and the linker said
	done     int
}

// running is a package whose tables are being run.
type running struct {
	Package
	tests  []*test // in the order in which they began, which for rows is that of their table
	output []string
	failed bool
	build  string // what did not build
	others bool   // a test that is no table failed
}

// A test is a test function or a row.
type test struct {
	name   string
	output []string
	action string // how it ended: pass, fail, skip; "" while it runs
	result *verdict.Result
}

func newCollector(run Run) *collector {
	c := &collector{run: run}
	for _, p := range run.Packages {
		c.packages = append(c.packages, &running{Package: p})
	}
	return c
}

// line takes in a line of what go test prints.
func (c *collector) line(line []byte) {
	var e event
	if err := json.Unmarshal(line, &e); err != nil || e.Action == "" {
		fmt.Fprintf(&c.stray, "%s\n", line)
		return
	}
	c.events++
	if e.Action == "build-output" {
		c.builds.WriteString(e.Output)
		return
	}
	at := slices.IndexFunc(c.packages, func(p *running) bool { return p.ImportPath == e.Package })
	if at < 0 {
		return
	}
	p := c.packages[at]
	if e.Test != "" {
		c.testEvent(p, e)
		return
	}
	switch e.Action {
	case "output":
		p.output = append(p.output, e.Output)
	case "fail":
		p.failed, p.build = true, e.FailedBuild
	}
}

// testEvent takes in an event of a test, or of one of its rows.
func (c *collector) testEvent(p *running, e event) {
	if root, _, _ := strings.Cut(e.Test, "/"); !slices.Contains(p.Tests, root) {
		p.others = p.others || e.Action == "fail" // no table, but another package's has its name
		return
	}
	t := p.test(e.Test)
	switch e.Action {
	case "output":
		t.output = append(t.output, e.Output)
	case "attr":
		var result verdict.Result
		if e.Key == "verdict" && json.Unmarshal([]byte(e.Value), &result) == nil {
			t.result = &result
			c.done++
			if c.run.Answered != nil {
				c.run.Answered(result)
			}
		}
	case "pass", "fail", "skip":
		t.action = e.Action
	}
	if c.run.Progress != nil && e.Action != "output" {
		c.run.Progress(c.done, c.known(), p.Short())
	}
}

// known returns how many rows have begun.
func (c *collector) known() (n int) {
	for _, p := range c.packages {
		for _, t := range p.tests {
			if p.isRow(t) {
				n++
			}
		}
	}
	return n
}

func (p *running) test(name string) *test {
	for _, t := range p.tests {
		if t.name == name {
			return t
		}
	}
	t := &test{name: name}
	p.tests = append(p.tests, t)
	return t
}

// isRow tells a row from the tests around it.
func (p *running) isRow(t *test) bool {
	return t.result != nil || strings.Contains(t.name, "/") && !p.isAround(t)
}

// isAround says whether the test has subtests.
func (p *running) isAround(t *test) bool {
	return slices.ContainsFunc(p.tests, func(other *test) bool { return strings.HasPrefix(other.name, t.name+"/") })
}
