package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// explain prints, of each row that a tool was wrong about, what the test said.
func (m matrix) explain(s screen) {
	for _, row := range m.rows {
		if !m.isFailed(row) {
			continue
		}
		fmt.Fprintln(s, s.paint(loud, row.Name()+": "+strings.Join(m.wrongs(row), "; ")))
		if row.Explain == "" {
			fmt.Fprintln(s, "  (interrupted before the test said more)")
		} else {
			fmt.Fprintln(s, indent("  ", clip(strings.TrimRight(row.Explain, "\n"), mostLines)))
		}
		fmt.Fprintln(s)
	}
}

// wrongs says, for each tool that was wrong about the row, what it should have answered.
func (m matrix) wrongs(row tables.Row) []string {
	var wrongs []string
	for _, tool := range m.tools {
		switch {
		case !m.isWrong(row, tool):
		case isUnasked(row, tool):
			wrongs = append(wrongs, fmt.Sprintf("%s could not be asked", tool))
		default:
			wrongs = append(wrongs, fmt.Sprintf("want %s of %s, got %s", row.Want[tool], tool, row.Tools[tool]))
		}
	}
	if len(wrongs) == 0 {
		wrongs = []string{"seen, but for another reason than the row says"}
	}
	return wrongs
}

// mostLines is how much of an explanation is shown.
const mostLines = 60

// clip cuts text down to its first lines, and says so.
func clip(t string, most int) string {
	lines := strings.Split(t, "\n")
	if len(lines) <= most {
		return t
	}
	return strings.Join(lines[:most], "\n") + fmt.Sprintf("\n... and %d more lines", len(lines)-most)
}

// How to read the two kinds of layout.
const (
	legendWords = "✗ a mistake, ✓ correct code. sees: the tool reports it; silent: it was asked, and reports nothing; n/a: it was not asked"
	legendMarks = "✗ a mistake, ✓ correct code. ● the tool sees it; · it was asked, and is silent; blank: it was not asked"
)

// summarize prints what the matrix comes to, and how to read it.
func (m matrix) summarize(s screen, legend string) {
	s.say("%s", m.summary())
	failed := m.failed()
	switch {
	case len(failed) > 0:
		line := fmt.Sprintf("%s not as expected: %s.", count(len(failed), "row is", "rows are"), strings.Join(failed, ", "))
		fmt.Fprintln(s, s.paint(loud, s.fill("", line)))
		legend += "; !: not as the row wants"
	case !m.expected:
		s.say("Every tool that was asked answered as expected.")
	}
	fmt.Fprintln(s, s.paint(quiet, s.fill("", legend+".")))
	if s.width > 0 {
		fmt.Fprintln(s, s.paint(quiet, s.fill("", "One row in full: counterpoint show "+m.interesting().Name())))
	}
}

// interesting returns a row to look at: one that a tool was wrong about, or a mistake on which the
// race detector is silent, or any.
func (m matrix) interesting() tables.Row {
	pick := m.rows[0]
	for _, row := range slices.Backward(m.rows) {
		if !row.Safe && m.answer(row, verdict.Race) == verdict.Silent && !m.isFailed(pick) || m.isFailed(row) {
			pick = row
		}
	}
	return pick
}

// isFailed says whether a tool was wrong about the row.
func (m matrix) isFailed(row tables.Row) bool { return !m.expected && !row.OK }

// summary counts the rows in a line.
func (m matrix) summary() string {
	unsafe, silent := 0, 0
	for _, row := range m.rows {
		if !row.Safe {
			unsafe++
			if m.answer(row, verdict.Race) == verdict.Silent {
				silent++
			}
		}
	}
	line := fmt.Sprintf("%s: %d unsafe, %d safe.", count(len(m.rows), "row", "rows"), unsafe, len(m.rows)-unsafe)
	if unsafe > 0 && slices.Contains(m.tools, verdict.Race) {
		line += fmt.Sprintf(" The race detector is silent on %d of the %d unsafe.", silent, unsafe)
	}
	return line
}

// failed names the rows that a tool was wrong about, and the tools.
func (m matrix) failed() []string {
	var names []string
	for _, row := range m.rows {
		if !m.isFailed(row) {
			continue
		}
		var tools []verdict.Tool
		for _, tool := range m.tools {
			if m.isWrong(row, tool) {
				tools = append(tools, tool)
			}
		}
		if len(tools) == 0 {
			names = append(names, row.Name())
			continue
		}
		names = append(names, fmt.Sprintf("%s (%s)", row.Name(), join(tools)))
	}
	return names
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
