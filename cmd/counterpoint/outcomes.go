package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
)

// A litmusTeller prints tables of outcomes.
type litmusTeller struct{ screen }

// list prints the tests.
func (l litmusTeller) list(tests []litmus.Test) {
	g := newGrid()
	names := 0
	for _, test := range tests {
		names = max(names, len(test.Name))
		g.row(test.Name, test.About)
	}
	if l.width > 0 {
		g.width(2, max(l.width-names-2*len(gap), 20))
	}
	fmt.Fprintln(l, g.render())
}

// leastWhy is the narrowest column for reasons. Where a screen has not so much left, they stand below.
const leastWhy = 30

// tell prints a table: the outcomes, and in full what decides them.
func (l litmusTeller) tell(t *litmus.Table) {
	fmt.Fprintln(l, l.paint(heading, t.Test.Name))
	l.say("%s", t.Test.About)
	l.say("%d rounds, %.1f million a second (%s)", t.Rounds, t.Rate()/1e6, t.Machine)
	if note := t.Note(); note != "" {
		fmt.Fprintln(l, l.paint(notice, l.fill("", note)))
	}
	fmt.Fprintln(l, l.rows(t))
	for _, c := range clauses(t) {
		fmt.Fprintln(l, l.paint(quiet, l.fill("", fmt.Sprintf("%s: %q (%s)", c.Name, c.Words, c.Source))))
	}
	fmt.Fprintln(l)
}

// clauses returns those that decide the outcomes of a table, each once.
func clauses(t *litmus.Table) (clauses []litmus.Clause) {
	for _, r := range t.Rows {
		if r.Clause.Name != "" && !slices.Contains(clauses, r.Clause) {
			clauses = append(clauses, r.Clause)
		}
	}
	return clauses
}

// rows returns the outcomes as a grid: with the reasons, if there is room for them, else each below its outcome.
func (l litmusTeller) rows(t *litmus.Table) string {
	narrow := newGrid("result", "count", "frequency", "grade")
	narrow.header()
	wide := newGrid("result", "count", "frequency", "grade", "clause")
	wide.header("why")
	for _, r := range t.Rows {
		cells := []string{r.Result, strconv.Itoa(r.Count), r.Percent(), l.grade(r)}
		narrow.row(cells...)
		wide.row(append(cells, r.Clause.Name, r.Why)...)
	}
	if l.width == 0 {
		return wide.render()
	}
	named := 0
	for _, c := range clauses(t) {
		named = max(named, text.StringWidth(c.Name))
	}
	lines := strings.Split(narrow.render(), "\n")
	if left := l.width - longest(lines) - named - 3*len(gap); left >= leastWhy {
		wide.width(6, left)
		return wide.render()
	}
	said := []string{lines[0]}
	for i, r := range t.Rows {
		why := r.Why
		if r.Clause.Name != "" {
			why += " [" + r.Clause.Name + "]"
		}
		said = append(said, lines[1+i], l.fill(gap, why))
	}
	return strings.Join(said, "\n")
}

// grade paints a row's grade, if it was met and is more than acceptable.
func (l litmusTeller) grade(r litmus.Row) string {
	grade := string(r.Grade)
	switch {
	case r.Count == 0:
		return l.paint(quiet, grade)
	case r.Grade == litmus.Interesting:
		return l.paint(notice, grade)
	case r.Grade != litmus.Acceptable:
		return l.paint(loud, grade)
	}
	return grade
}

// A litmusLine is a table, for programs.
type litmusLine struct {
	Test     string        `json:"test"`
	About    string        `json:"about"`
	Racy     bool          `json:"racy"`
	Rounds   int           `json:"rounds"`
	Seconds  float64       `json:"seconds"`
	Machine  litmusMachine `json:"machine"`
	Note     string        `json:"note,omitempty"`
	Outcomes []litmusRow   `json:"outcomes"`
}

type litmusMachine struct {
	GOOS       string `json:"goos"`
	GOARCH     string `json:"goarch"`
	Go         string `json:"go"`
	CPUs       int    `json:"cpus"`
	GOMAXPROCS int    `json:"gomaxprocs"`
	Race       bool   `json:"race"`
}

type litmusRow struct {
	Result    string       `json:"result"`
	Count     int          `json:"count"`
	Frequency float64      `json:"frequency"`
	Grade     litmus.Grade `json:"grade"`
	Why       string       `json:"why"`
	Clause    litmusClause `json:"clause"`
}

type litmusClause struct {
	Name   string `json:"name"`
	Words  string `json:"words"`
	Source string `json:"source"`
}

// line prints a table as JSON.
func (l litmusTeller) line(t *litmus.Table) {
	j := litmusLine{t.Test.Name, t.Test.About, t.Test.Racy, t.Rounds, t.Elapsed.Seconds(), litmusMachine(t.Machine), t.Note(), nil}
	for _, r := range t.Rows {
		j.Outcomes = append(j.Outcomes, litmusRow{r.Result, r.Count, r.Frequency, r.Grade, r.Why, litmusClause(r.Clause)})
	}
	encode(l, j)
}
