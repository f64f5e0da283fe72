package lockcheck

import (
	"regexp"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// running is a package whose tests are being run.
type running struct {
	Package
	broken string                      // what does not build
	begun  []string                    // the tests, without their subtests
	ended  map[string]bool             // of these
	output map[string]*strings.Builder // what a test has said, by its name, or "" for what no test has
}

// say takes in a line, unless it is one that go test would not print of a test that passes or fails.
func (p *running) say(test, words string) {
	if strings.HasPrefix(words, "=== ") || test == "" && (words == "PASS\n" || words == "FAIL\n" || strings.HasPrefix(words, "FAIL\t") || strings.HasPrefix(words, "ok  \t")) {
		return
	}
	test, _, _ = strings.Cut(test, "/")
	if p.output[test] == nil {
		p.output[test] = &strings.Builder{}
	}
	p.output[test].WriteString(words)
}

// test takes in that a test has begun or ended.
func (p *running) test(e gocommand.TestEvent) {
	switch {
	case strings.Contains(e.Test, "/"):
	case e.Action == "run":
		if _, isKnown := p.ended[e.Test]; !isKnown {
			p.begun = append(p.begun, e.Test)
		}
		p.ended[e.Test] = false
	case e.Action == "fail" && !slices.Contains(p.Failed, e.Test):
		p.Failed = append(p.Failed, e.Test)
		fallthrough
	case e.Action == "pass", e.Action == "fail", e.Action == "skip":
		p.ended[e.Test] = true
	}
}

// conclude says what is known of a package that has failed. expected are the tests that it has.
func (p *running) conclude(expected []string) {
	hung := slices.ContainsFunc(p.Findings, func(f Finding) bool { return f.Hangs })
	for _, name := range append(p.begun, expected...) {
		if !p.ended[name] && !slices.Contains(p.NotRun, name) {
			p.NotRun = append(p.NotRun, name)
		}
	}
	p.IsBroken = len(p.Failed) > 0 || !hung
	tell := p.Failed
	if !hung {
		tell = append(append(slices.Clip(tell), p.NotRun...), "")
	}
	for _, test := range tell {
		if p.output[test] != nil {
			p.Words += p.output[test].String()
		}
	}
}

// expected returns the tests of a package that are to be run, as far as that is simple to know.
func (c *check) expected(path string) (tests []string) {
	run, err := regexp.Compile(c.Run)
	if err != nil || strings.Contains(c.Run, "/") {
		return nil
	}
	for _, name := range c.program.Tests(path) {
		if run.MatchString(name) {
			tests = append(tests, name)
		}
	}
	return tests
}
