package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/internal/source"
	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// An exhibit is one row, with all that there is to show of it.
type exhibit struct {
	tables.Package
	row  tables.Row
	rows []tables.Row // of the same package
	shorter
	report verdict.Report
}

func (e exhibit) print(s screen) error {
	subject, cure, err := e.sources()
	if err != nil {
		return err
	}
	fmt.Fprintln(s, s.paint(heading, s.fill("", e.row.Name()+": "+e.report.Mistake)))
	fmt.Fprintln(s)
	printListings(s, subject, cure)
	fmt.Fprintf(s, "%s\n\n", s.paint(heading, "What the tools say"))
	long := false
	for _, tool := range verdict.Tools() {
		said := e.tool(s, tool)
		if wasLong := long; wasLong || strings.Contains(said, "\n") && tool != verdict.Tools()[0] {
			fmt.Fprintln(s)
		}
		long = strings.Contains(said, "\n")
		fmt.Fprintln(s, said)
	}
	fmt.Fprintf(s, "\n%s\n\n", s.paint(heading, "What to read next"))
	e.printNext(s)
	return nil
}

// sources returns the row's source, and that of its cure.
func (e exhibit) sources() (subject, cure listing, err error) {
	var excerpts []source.Excerpt
	if e.report.Program != "" {
		excerpts, err = programSource(filepath.Join(e.Dir, e.report.Program))
	} else {
		excerpts, err = e.RowSource(e.report.Row)
	}
	if err != nil {
		return subject, cure, err
	}
	title := "the mistake"
	if e.report.Safe {
		title = "the cure"
	}
	subject = newListing(title, e.root, excerpts)
	if e.report.Fix != "" {
		if excerpts, err = e.Source(e.report.Fix); err != nil {
			return subject, cure, err
		}
		cure = newListing("the cure", e.root, excerpts)
	}
	return subject, cure, nil
}

// programSource returns the files of a program, without its tests.
func programSource(dir string) ([]source.Excerpt, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var excerpts []source.Excerpt
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		excerpts = append(excerpts, source.Excerpt{File: file, Line: 1, Text: strings.TrimRight(string(text), "\n")})
	}
	return excerpts, nil
}

// tool returns what a tool answered, and what it said: a line, or several.
func (e exhibit) tool(s screen, tool verdict.Tool) string {
	answer, said := e.report.Tools[tool], e.report.Said[tool]
	colours := quiet
	if answer == verdict.Sees {
		colours = good
	}
	note := ""
	switch want := e.report.Want[tool]; {
	case want == verdict.NA:
		note = s.paint(quiet, ": "+e.reason(tool))
	case answer != want:
		colours, note = loud, s.paint(loud, fmt.Sprintf(", but the row wants %s", want))
	case answer == verdict.Silent && tool == verdict.Explore: // which is worth what was explored
		explored, _, _ := strings.Cut(said, "\n")
		note = s.paint(quiet, ": "+explored)
	}
	line := s.paint(heading, text.Pad(string(tool), len("go-deadlock"), ' ')) + "  " + s.paint(colours, string(answer)) + note
	words := ""
	switch {
	case answer == verdict.Sees && tool == verdict.Race:
		words = e.annotated(s, said)
	case answer == verdict.Sees && tool == verdict.Explore:
		words = e.explored(said)
	case answer == verdict.Sees && tool == verdict.Deadlock: // which go test has put nothing around
		words = e.shown(e.dump(said))
	case answer == verdict.Sees:
		words = e.words(said)
	case answer == verdict.NA && tool == verdict.Assert && !e.dies():
		words = e.words(e.report.Sample)
	}
	if words == "" {
		return line
	}
	return line + "\n\n" + words
}

// reason says why a tool was not asked.
func (e exhibit) reason(tool verdict.Tool) string {
	switch {
	case e.report.Program != "" && (tool == verdict.GoDeadlock || tool == verdict.Deadlock || tool == verdict.Goleak || tool == verdict.Explore):
		return "it cannot look into a program of its own"
	case tool == verdict.Assert && e.dies():
		return "the process ends before the test can say anything"
	case tool == verdict.Assert && e.words(e.report.Sample) == "":
		return "luck; in the one run just made, the test found nothing wrong"
	case tool == verdict.Assert:
		return "luck; in the one run just made, the test said"
	}
	return "it has nothing to look at here, or its answer would be luck"
}

// dies says whether the runtime ends the row's process.
func (e exhibit) dies() bool { return e.report.Tools[verdict.Runtime] == verdict.Sees }

// exploring matches the lines of a stack, as a failed assertion has them, that are of the exploration itself.
var exploring = regexp.MustCompile(`(?m)^\s+\S*/(explore/\S+|src/iter/iter|src/runtime/\S+)\.(go|s):\d+\n`)

// explored returns what an exploration said, cut short.
func (e exhibit) explored(said string) string {
	if !e.full {
		said = exploring.ReplaceAllString(said, "")
	}
	return e.shown(e.cut(strings.TrimRight(said, "\n")))
}

// words returns what a tool said, cut short.
func (e exhibit) words(said string) string { return e.shown(e.dump(tables.Unframe(said))) }

// shown returns as much of a text as there is room for.
func (e exhibit) shown(said string) string {
	if said == "" {
		return ""
	}
	if !e.full {
		said = clip(said, mostLines)
	}
	return indent("    ", strings.ReplaceAll(said, "\t", "    "))
}

// leastNotes is the narrowest column that notes are put into; else they go below their lines.
const leastNotes = 36

// annotated returns the report of the race detector with a note to each line, beside it if there is
// room.
func (e exhibit) annotated(s screen, said string) string {
	lines := e.race(said)
	wide := 0
	for _, line := range lines {
		wide = max(wide, text.StringWidth(line.Text))
	}
	const lead, beside, below = "    ", "  ← ", "      ↑ "
	room := s.width - len(lead) - wide - text.StringWidth(beside)
	var b strings.Builder
	for _, line := range lines {
		switch {
		case line.Note == "":
			fmt.Fprintln(&b, strings.TrimRight(lead+line.Text, " "))
		case s.width == 0:
			fmt.Fprintln(&b, lead+text.Pad(line.Text, wide, ' ')+beside+line.Note)
		case room < leastNotes:
			note := text.WrapSoft(line.Note, max(s.width-len(lead)-text.StringWidth(below), 20))
			fmt.Fprintln(&b, lead+line.Text)
			fmt.Fprintln(&b, s.paint(aside, hang(lead+below, note)))
		default:
			note := hang(beside, text.WrapSoft(line.Note, room))
			first, rest, more := strings.Cut(note, "\n")
			fmt.Fprintln(&b, lead+text.Pad(line.Text, wide, ' ')+s.paint(aside, first))
			if more {
				fmt.Fprintln(&b, s.paint(aside, indent(strings.Repeat(" ", len(lead)+wide), rest)))
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// hang puts lead before the first line of text, and as much space before the others.
func hang(lead, t string) string {
	space := strings.Repeat(" ", text.StringWidth(lead))
	return lead + strings.TrimPrefix(indent(space, t), space)
}

// mostRelated is how many other rows are named.
const mostRelated = 4

// printNext says what to read next.
func (e exhibit) printNext(s screen) {
	dir := "./" + relative(e.root, e.Dir)
	if e.Dir == e.root {
		dir = "."
	}
	next := [][2]string{{"go doc " + dir, "the lesson"}}
	if fix := e.report.Fix; fix != "" {
		next = append(next, [2]string{"go doc " + dir + " " + fix, "the cure"})
	}
	for _, row := range e.related() {
		next = append(next, [2]string{"counterpoint show " + row.Name(), row.Mistake})
	}
	if example := filepath.Join(e.Dir, "example_test.go"); fileExists(example) {
		next = append(next, [2]string{relative(e.root, example), "how the package is used"})
	}
	t := newGrid()
	for _, n := range next {
		t.row("  "+n[0], n[1])
	}
	if lines := t.render(); s.width == 0 || text.LongestLineLen(lines) <= s.width {
		fmt.Fprintln(s, lines)
	} else {
		for _, n := range next {
			fmt.Fprintf(s, "  %s\n%s\n", n[0], s.fill("      ", n[1]))
		}
	}
	if e.report.Program != "" {
		program := filepath.ToSlash(filepath.Join(relative(e.root, e.Dir), e.report.Program))
		fmt.Fprintf(s, "\nThe same in go's own words:\n\n  cd %s && go vet . ; go run -race .\n", program)
		return
	}
	test := strings.ReplaceAll(e.row.Test, "/", "$/^")
	fmt.Fprintf(s, "\nThe same in go test's own words:\n\n  VERDICT_INPROCESS=1 go test -race -run '^%s$' %s\n", test, dir)
}

// related returns the rows to look at after this one: the cure itself, what has the same cure, and what
// stands beside it.
func (e exhibit) related() []tables.Row {
	literals, _ := e.Literals() // without them, all are alike
	fixes := map[string]string{}
	for _, l := range literals {
		fixes[l.Name] = l.Fix
	}
	var near, others []tables.Row
	for _, row := range e.rows {
		switch {
		case row.Row == e.report.Row:
		case row.Row == e.report.Fix, fixes[row.Row] != "" && (fixes[row.Row] == e.report.Fix || fixes[row.Row] == e.report.Row):
			near = append(near, row)
		default:
			others = append(others, row)
		}
	}
	if len(near) == 0 {
		near = others
	}
	return near[:min(len(near), mostRelated)]
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
