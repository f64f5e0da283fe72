package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// A matrix is the rows of tables against the tools, and what became of them.
type matrix struct {
	rows     []tables.Row
	tools    []verdict.Tool
	expected bool // the rows were not run: show what they want
}

// print prints the matrix in the fullest layout that the screen has room for, what went wrong, a
// summary, and a legend.
func (m matrix) print(s screen) {
	legend := legendWords
	switch wide := m.words(s); {
	case s.width == 0:
		fmt.Fprintln(s, m.list(s))
	case text.LongestLineLen(wide) <= s.width:
		fmt.Fprintln(s, wide)
	default:
		fmt.Fprintln(s, m.marks(s))
		legend = legendMarks
	}
	fmt.Fprintln(s)
	m.explain(s)
	m.summarize(s, legend)
}

// The columns' titles.
const (
	titlePackage = "package"
	titleRow     = "row"
	titleMistake = "the mistake, or the cure"
)

// list has all words, and the package on each line: a row can be cut out of it by grep.
func (m matrix) list(s screen) string {
	t := newGrid(titlePackage, titleRow, titleMistake)
	t.header(m.toolNames()...)
	for _, row := range m.rows {
		t.row(append([]string{row.Short, m.name(s, row), row.Mistake}, m.cells(s, row, spelled)...)...)
	}
	return t.render()
}

// words has all words, and the rows under their package.
func (m matrix) words(s screen) string {
	t := newGrid(titleRow, titleMistake)
	t.header(m.toolNames()...)
	m.group(s, t, func(row tables.Row) {
		t.row(append([]string{m.name(s, row), row.Mistake}, m.cells(s, row, spelled)...)...)
	})
	if len(m.rows) >= longTable {
		t.footer(m.toolNames()...)
	}
	return t.render()
}

// leastMistake is the narrowest column that mistakes are put into; else they go below their rows.
const leastMistake = 18

// marks has a mark for each answer, and the tools' names in a stair above them: from each name a line
// leads down to its column.
func (m matrix) marks(s screen) string {
	names, mistakes := 0, 0
	for _, row := range m.rows {
		names = max(names, text.StringWidth("✗ "+row.Row))
		mistakes = max(mistakes, text.StringWidth(row.Mistake))
	}
	room := s.width - 2*len(m.tools) - len(gap)
	if beside := room - names - len(gap); beside >= min(leastMistake, mistakes) {
		mistakes = min(mistakes, beside)
		t := newGrid()
		t.width(1, names)
		t.width(2, mistakes)
		m.group(s, t, func(row tables.Row) {
			t.row(m.name(s, row), row.Mistake, strings.Join(m.cells(s, row, marked), ""))
		})
		return m.withStairs(s, t, names+mistakes+2*len(gap))
	}
	room = max(room, leastMistake)
	t := newGrid()
	t.least(1, room)
	m.group(s, t, func(row tables.Row) {
		mistake := indent("    ", text.WrapSoft(row.Mistake, room-4))
		t.row(text.Snip(m.name(s, row), room, "~")+"\n"+s.paint(quiet, mistake), strings.Join(m.cells(s, row, marked), ""))
	})
	return m.withStairs(s, t, room+len(gap))
}

// longTable is from how many rows on the titles stand below a table too.
const longTable = 25

// withStairs returns the grid under its stair, and if it is long between two, with the first mark in
// this column.
func (m matrix) withStairs(s screen, t *grid, column int) string {
	upper := m.stair(s, column, "╮")
	if len(m.rows) < longTable {
		return strings.Join(upper, "\n") + "\n" + t.render()
	}
	lower := m.stair(s, column, "╯")
	slices.Reverse(lower)
	return strings.Join(upper, "\n") + "\n" + t.render() + "\n" + strings.Join(lower, "\n")
}

// stair returns lines with the tools' names, each of which ends where a line to its column begins.
// The last tool stands first.
func (m matrix) stair(s screen, column int, corner string) []string {
	var lines []string
	for i := len(m.tools) - 1; i >= 0; i-- {
		name := string(m.tools[i])
		space := strings.Repeat(" ", max(column+2*i-len(name)-1, 0))
		line := " " + corner + strings.Repeat(" │", len(m.tools)-1-i)
		lines = append(lines, space+s.paint(heading, name)+s.paint(quiet, line))
	}
	return lines
}

// group adds the rows to the grid, each package's under a line with its name.
func (m matrix) group(s screen, t *grid, add func(tables.Row)) {
	last := ""
	for _, row := range m.rows {
		if row.Package != last {
			t.row(s.paint(heading, row.Short))
			last = row.Package
		}
		add(row)
	}
}

func (m matrix) toolNames() []string {
	names := make([]string, len(m.tools))
	for i, tool := range m.tools {
		names[i] = string(tool)
	}
	return names
}

// name returns the row's name with a sign before it of what the row is, and of whether a tool was
// wrong about it.
func (m matrix) name(s screen, row tables.Row) string {
	sign := s.paint(bad, "✗")
	if row.Safe {
		sign = s.paint(good, "✓")
	}
	if m.isFailed(row) {
		return sign + s.paint(loud, "!"+row.Row)
	}
	return sign + " " + row.Row
}

// How an answer is shown: by its word, or by a mark and a place for the sign that it is wrong.
var (
	spelled = map[verdict.Answer]string{verdict.Sees: "sees", verdict.Silent: "silent", verdict.NA: "n/a"}
	marked  = map[verdict.Answer]string{verdict.Sees: "● ", verdict.Silent: "· ", verdict.NA: "  "}
)

// cells returns what each tool answered, or was wanted to.
func (m matrix) cells(s screen, row tables.Row, shown map[verdict.Answer]string) []string {
	cells := make([]string, len(m.tools))
	for i, tool := range m.tools {
		answer := m.answer(row, tool)
		cell := shown[answer]
		switch {
		case m.isWrong(row, tool):
			cell = s.paint(loud, strings.TrimRight(cell, " ")+"!")
		case answer != verdict.Sees:
			cell = s.paint(quiet, cell)
		case row.Safe:
			cell = s.paint(notice, cell) // a false alarm
		default:
			cell = s.paint(good, cell)
		}
		cells[i] = cell
	}
	return cells
}

// answer returns what the matrix shows of a tool.
func (m matrix) answer(row tables.Row, tool verdict.Tool) verdict.Answer {
	answers := row.Tools
	if m.expected {
		answers = row.Want
	}
	if answer, ok := answers[tool]; ok {
		return answer
	}
	return verdict.NA // a tool that the module's verdict does not know
}

// isWrong says whether the tool was asked and is not known to have answered as the row wants.
func (m matrix) isWrong(row tables.Row, tool verdict.Tool) bool {
	return m.isFailed(row) && row.Want[tool] != verdict.NA && row.Tools[tool] != row.Want[tool]
}

// isUnasked says whether the tool, of a row about which something is wrong, gave no answer at all.
func isUnasked(row tables.Row, tool verdict.Tool) bool {
	return row.Want[tool] != verdict.NA && row.Tools[tool] == verdict.NA
}
