package lockcheck

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// check is a check under way.
type check struct {
	Request
	g         gocommand.Go
	program   *rebuild.Program
	building  *rebuild.Building
	outcome   *Outcome
	left      map[string]string // why the locks of a package are not watched, by import path
	rewritten map[string]bool   // the files that were rewritten at some time
	seen      map[string]bool   // the packages all of whose channels tell what they order, by import path; nil if nobody has asked
	logOf     map[string]string // where a package's reports go

	checked map[string]*Package // those whose tests are over, by import path
	passed  int                 // how many of those that were named there is no more to say of
	running map[string]*running // by the package's import path
	events  int
	stray   bytes.Buffer                // what go test said outside of all packages
	builds  map[string]*strings.Builder // what was said of building a package
}

// run runs the tests of all packages. What does not build beside the locks that are watched is left alone, and that is
// tried again.
func (c *check) run(ctx context.Context) error {
	setting, err := c.logSetting()
	if err != nil {
		return err
	}
	for todo := c.program.Named; len(todo) > 0; {
		if err := c.rewrite(); err != nil {
			return err
		}
		if todo, err = c.runBatch(ctx, setting, todo); err != nil {
			return err
		}
		words := map[string]string{}
		for _, path := range todo {
			name := c.running[path].broken
			words[name] = c.said(name)
		}
		if hopeless := c.leave(words); hopeless != "" {
			return &BuildError{hopeless, words[hopeless]}
		}
	}
	return nil
}

// command returns the arguments of the go command, but for the packages.
func (c *check) command() ([]string, error) {
	if strings.Contains(c.Self, "'") {
		return nil, fmt.Errorf("%s: go test can start no program with a quote in its path: move it", c.Self)
	}
	flags, err := c.building.Flags()
	if err != nil {
		return nil, err
	}
	args := slices.Concat([]string{"test", "-json", "-exec='" + c.Self + "'"}, flags, c.program.FileFlags())
	args = append(args, fmt.Sprintf("-count=%d", c.Count), fmt.Sprintf("-timeout=%v", c.Timeout))
	if c.Run != "" {
		args = append(args, "-run="+c.Run)
	}
	if c.Short {
		args = append(args, "-short")
	}
	return args, nil
}

// runBatch runs the tests of packages by one call of go test. It returns the packages that do not build.
func (c *check) runBatch(ctx context.Context, setting string, paths []string) (broken []string, err error) {
	args, err := c.command()
	if err != nil {
		return nil, err
	}
	c.running, c.builds, c.events = map[string]*running{}, map[string]*strings.Builder{}, 0
	c.stray.Reset()
	for _, path := range paths {
		c.running[path] = &running{Package: Package{Path: path, Short: c.program.Short(path)}, ended: map[string]bool{}, output: map[string]*strings.Builder{}}
	}
	stdout, stderr := &gocommand.LineWriter{Line: func(line []byte) { c.line(ctx, line) }}, &gocommand.LineWriter{Line: c.aside}
	err = c.g.Run(ctx, stdout, stderr, append([]string{setting}, c.building.Env...), append(args, paths...)...)
	stdout.Flush()
	stderr.Flush()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !errors.As(err, &exit):
		return nil, err
	case err != nil && c.events == 0:
		return nil, &gocommand.Error{Asked: "go test", Words: strings.TrimSpace(c.stray.String())}
	}
	for _, path := range paths {
		if c.running[path].broken != "" {
			broken = append(broken, path)
		}
	}
	return broken, nil
}

// line takes in a line of go test -json.
func (c *check) line(ctx context.Context, line []byte) {
	var e gocommand.TestEvent
	if json.Unmarshal(line, &e) != nil || e.Action == "" {
		c.aside(line)
		return
	}
	c.events++
	if e.Action == "build-output" {
		if c.builds[e.ImportPath] == nil {
			c.builds[e.ImportPath] = &strings.Builder{}
		}
		c.builds[e.ImportPath].WriteString(e.Output)
		return
	}
	p := c.running[e.Package]
	switch {
	case p == nil:
	case e.Action == "output":
		p.say(e.Test, e.Output)
	case e.Test != "":
		p.test(e)
		c.progress(p.Short + "." + e.Test)
	case e.Action == "pass" || e.Action == "fail" || e.Action == "skip":
		c.over(ctx, p, e)
	}
}

// aside takes in a line that go test says of no package.
func (c *check) aside(line []byte) { fmt.Fprintf(&c.stray, "%s\n", line) }

// said returns what was said of building a package.
func (c *check) said(name string) string {
	if c.builds[name] == nil {
		return strings.TrimSpace(c.stray.String())
	}
	return strings.TrimSpace(c.builds[name].String())
}

func (c *check) progress(status string) {
	if c.Progress != nil {
		c.Progress(len(c.checked), c.outcome.Known, status)
	}
}

// over concludes a package whose process has ended. One that an interrupt has ended is not over.
func (c *check) over(ctx context.Context, p *running, e gocommand.TestEvent) {
	if p.broken = e.FailedBuild; p.broken != "" {
		return
	}
	for _, hasEnded := range p.ended {
		if hasEnded {
			p.Tests++
		}
	}
	p.Seconds, p.NoTests = e.Elapsed, e.Action == "skip" && len(p.begun) == 0
	var err error
	if p.Findings, err = readFindings(c.logOf[p.Path]); err != nil {
		p.say("", fmt.Sprintf("counterpoint: the reports cannot be read: %v\n", err))
		p.IsBroken = true
	}
	if e.Action == "fail" {
		if ctx.Err() != nil && len(p.Findings) == 0 {
			return
		}
		p.conclude(c.expected(p.Path))
	}
	c.checked[p.Path] = &p.Package
	c.progress(p.Short)
	c.passOn(false)
}

// passOn passes on the packages that come next, or, with all, also those behind one that is not over.
func (c *check) passOn(all bool) {
	for ; c.passed < len(c.program.Named); c.passed++ {
		p, ok := c.checked[c.program.Named[c.passed]]
		switch {
		case ok:
			c.outcome.Packages = append(c.outcome.Packages, p)
			if c.Checked != nil {
				c.Checked(p)
			}
		case !all:
			return
		}
	}
}
