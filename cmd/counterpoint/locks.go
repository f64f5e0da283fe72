package main

import (
	"fmt"
	"strings"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	"github.com/counterpoint-go/counterpoint/internal/lockcheck"
)

// A lockTeller prints what there is to say of packages whose locks were watched.
type lockTeller struct {
	screen
	told map[string]string // by the key of a finding: the package for which it was printed
}

// tell prints a package with what is new in it.
func (l *lockTeller) tell(p *lockcheck.Package) {
	fmt.Fprintln(l, l.headline(p))
	for _, f := range p.Findings {
		if by, ok := l.told[f.Key()]; ok {
			fmt.Fprintf(l, "\n  %s: as in %s, see above\n", f.Kind, by)
			continue
		}
		l.told[f.Key()] = p.Short
		fmt.Fprintf(l, "\n%s\n", indent("  ", strings.TrimRight(f.Text, "\n")))
	}
	if len(p.Findings) > 0 {
		fmt.Fprintln(l)
	}
	if p.Words != "" {
		fmt.Fprintln(l, indent("  ", clip(strings.TrimRight(p.Words, "\n"), mostLines)))
	}
}

// headline says in a line what has come of a package.
func (l *lockTeller) headline(p *lockcheck.Package) string {
	if p.NoTests {
		return l.paint(quiet, fmt.Sprintf("- %s: no test files", p.Short))
	}
	mark, what := "✓", "nothing found"
	if p.IsBroken {
		mark, what = "?", "nothing found, but it failed"
	}
	if len(p.Findings) > 0 {
		mark, what = "✗", count(len(p.Findings), "finding", "findings")
	}
	line := fmt.Sprintf("%s %s: %s in %s", mark, p.Short, what, count(p.Tests, "test", "tests"))
	if len(p.Failed) > 0 {
		line += fmt.Sprintf("; failed: %s", strings.Join(p.Failed, ", "))
	}
	if len(p.NotRun) > 0 {
		line += fmt.Sprintf("; not run to the end: %s", strings.Join(p.NotRun, ", "))
	}
	if mark == "✓" {
		return line
	}
	return l.paint(loud, line)
}

// conclude says in a line what was checked, and lists what was not.
func (l *lockTeller) conclude(o *lockcheck.Outcome) {
	tests, findings := 0, len(l.told)
	for _, p := range o.Packages {
		tests += p.Tests
	}
	found := "nothing found"
	if findings > 0 {
		found = count(findings, "finding", "findings")
	}
	l.say("%s in %s of %s, with the locks of %s watched.", found, count(tests, "test", "tests"), count(len(o.Packages), "package", "packages"), count(o.Watched, "package", "packages"))
	for _, left := range o.Left {
		fmt.Fprintf(l, "The locks of %s are left alone: %s\n", left.Path, left.Why)
	}
}

// A findingLine is a finding, for programs.
type findingLine struct {
	Package string `json:"package"`
	*lockorder.Report
	Text string `json:"text"`
}

// A packageLine is a package, for programs.
type packageLine struct {
	Package  string   `json:"package"`
	Result   string   `json:"result"`
	Seconds  float64  `json:"seconds"`
	Tests    int      `json:"tests"`
	Findings int      `json:"findings"`
	Failed   []string `json:"failed,omitempty"`
	NotRun   []string `json:"notRun,omitempty"`
	Output   string   `json:"output,omitempty"`
}

// lines prints a package as JSON lines.
func (l *lockTeller) lines(p *lockcheck.Package) {
	result := "ok"
	switch {
	case len(p.Findings) > 0:
		result = "found"
	case p.IsBroken:
		result = "failed"
	case p.NoTests:
		result = "no test files"
	}
	for _, f := range p.Findings {
		encode(l, findingLine{p.Path, f.Report, f.Text})
	}
	encode(l, packageLine{p.Path, result, p.Seconds, p.Tests, len(p.Findings), p.Failed, p.NotRun, p.Words})
}

// left prints the packages whose locks are left alone as JSON lines.
func (l *lockTeller) left(o *lockcheck.Outcome) {
	for _, left := range o.Left {
		encode(l, struct {
			Package string `json:"package"`
			Result  string `json:"result"`
			Why     string `json:"why"`
		}{left.Path, "left alone", left.Why})
	}
}
