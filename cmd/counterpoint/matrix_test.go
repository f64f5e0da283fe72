package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// someRows are rows of two packages: one that a tool was wrong about, one that was seen for another
// reason, one that a tool could not be asked about, a false alarm, and some that are as they should be.
func someRows() []tables.Row {
	row := func(short, name, mistake string, safe bool, want, got verdict.Want) tables.Row {
		r := tables.Row{Short: short, Test: "TestVerdict/" + name}
		r.Package, r.Row, r.Mistake, r.Safe = "example.com/m/"+short, name, mistake, safe
		r.Want, r.Tools, r.OK = want, got, true
		for tool, answer := range want {
			r.OK = r.OK && got[tool] == answer
		}
		return r
	}
	race := verdict.SeenBy(verdict.Race).NA(verdict.GoDeadlock, verdict.Deadlock)
	rows := []tables.Row{
		row("counter", "Unsafe", "n++ on a shared number", false, race, race),
		row("counter", "UnsafeLoadStore", "a load and a store, which are two steps", false, verdict.SeenBy(verdict.Race, verdict.Assert), verdict.SeenBy(verdict.Assert)),
		row("counter", "Locked", "a mutex over every use", true, verdict.SeenBy(), verdict.SeenBy()),
		row("deadlock", "UnsafeTransfer", "a then b, b then a", false, verdict.SeenBy(verdict.Runtime), verdict.SeenBy(verdict.Runtime).NA(verdict.GoDeadlock)),
		row("deadlock", "UnsafeOther", "seen for another reason", false, verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock), verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock)),
		row("deadlock", "Ordered", "one order of locks", true, verdict.SeenBy(verdict.GoDeadlock), verdict.SeenBy(verdict.GoDeadlock)),
	}
	rows[1].Explain = "row UnsafeLoadStore (a load and a store, which are two steps)\n" +
		"  tool race: want sees, got silent\n  race printed nothing\n"
	rows[3].Explain = "verdict: row UnsafeTransfer: tool go-deadlock could not be asked: no such luck\n"
	rows[4].OK = false
	rows[4].Explain = "row UnsafeOther (seen for another reason)\n  tool go-deadlock: sees it, as wanted, but its report does not contain \"Inconsistent\"\n"
	return rows
}

// The matrix in all its layouts, with colours and without.
func TestMatrix(t *testing.T) {
	m := matrix{rows: someRows(), tools: verdict.Tools()}
	for _, width := range []int{0, 120, 80, 60, 40} {
		var b bytes.Buffer
		m.print(screen{Writer: &b, width: width})
		golden(t, fmt.Sprintf("matrix%d", width), b.String())

		var coloured bytes.Buffer
		m.print(screen{Writer: &coloured, width: width, colour: true})
		assert.Equal(t, b.String(), text.StripEscape(coloured.String()), "colours change the text, width %d", width)
		if width == 80 {
			golden(t, "matrix80colour", coloured.String())
		}
	}
}

// A long table has its titles below it too.
func TestLongMatrix(t *testing.T) {
	m := matrix{tools: verdict.Tools()}
	for len(m.rows) < longTable {
		m.rows = append(m.rows, someRows()[0])
	}
	var b bytes.Buffer
	m.print(screen{Writer: &b, width: 60})
	m.print(screen{Writer: &b, width: 120})
	golden(t, "matrixlong", b.String())
}

// No line is wider than the screen, down to one that is as wide as a name.
func TestMatrixFits(t *testing.T) {
	m := matrix{rows: someRows(), tools: verdict.Tools()}
	for width := 36; width < 130; width++ {
		var b bytes.Buffer
		s := screen{Writer: &b, width: width}
		m.print(s)
		before, _, _ := strings.Cut(b.String(), "\n\n") // what follows is the tests' own
		for line := range strings.Lines(before) {
			line = strings.TrimRight(line, "\n")
			assert.LessOrEqual(t, text.StringWidth(line), width, "%q", line)
		}
	}
}

func TestMarkdown(t *testing.T) {
	m := matrix{rows: someRows(), tools: verdict.Tools(), expected: true}
	golden(t, "markdown", m.markdown()+"\n")
}

// A row to look at: one that failed before one that -race is silent on, before any.
func TestInteresting(t *testing.T) {
	rows := someRows()
	m := matrix{rows: rows, tools: verdict.Tools()}
	assert.Equal(t, "UnsafeLoadStore", m.interesting().Row)
	m.expected = true
	assert.Equal(t, "UnsafeTransfer", m.interesting().Row)
	m.rows = rows[:1]
	assert.Equal(t, "Unsafe", m.interesting().Row)
}

func TestClip(t *testing.T) {
	assert.Equal(t, "1\n2\n3", clip("1\n2\n3", 3))
	assert.Equal(t, "1\n2\n... and 3 more lines", clip("1\n2\n3\n4\n5", 2))
}

func TestParseTools(t *testing.T) {
	tools, err := parseTools([]string{"assert", "race", "race"})
	assert.NoError(t, err)
	assert.Equal(t, []verdict.Tool{verdict.Race, verdict.Assert}, tools)
	_, err = parseTools([]string{"valgrind"})
	assert.EqualError(t, err, `unknown tool "valgrind"; the tools are race, vet, runtime, go-deadlock, deadlock, goleak, assert, explore`)
}

func TestNearest(t *testing.T) {
	known := []string{"Unsafe", "UnsafeKeyed", "UnsafeSleep", "Locked", "Keyed"}
	for name, want := range map[string][]string{
		"unsafe":       {"Unsafe", "UnsafeKeyed", "UnsafeSleep"},
		"UnsafeSlepe":  {"UnsafeSleep", "Unsafe"},
		"Loked":        {"Locked"},
		"Philosophers": nil,
	} {
		assert.Equal(t, want, nearest(name, known), name)
	}
	assert.Equal(t, 3, distance("kitten", "sitting"))
	assert.Equal(t, 4, distance("", "four"))
}
