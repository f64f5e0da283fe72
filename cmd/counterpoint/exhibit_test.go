package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// tillExhibit returns the exhibit of a row of testdata/till, with what the tools might have said.
func tillExhibit(t *testing.T, name string, full bool) exhibit {
	root, err := filepath.Abs("testdata")
	require.NoError(t, err)
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(root, name))
		require.NoError(t, err)
		return string(data)
	}
	dir := filepath.Join(root, "till")
	e := exhibit{
		Package: tables.Package{
			ImportPath: "example.com/m/till", Name: "till", Dir: dir, Module: "example.com/m", Tests: []string{"TestTill"},
			GoFiles: []string{filepath.Join(dir, "till.go")}, TestFiles: []string{filepath.Join(dir, "till_test.go")},
		},
		shorter: newShorter("example.com/m", "/home/g/m", "/usr/local/go", full),
	}
	e.root = root
	for _, r := range []verdict.Result{
		{Row: "UnsafeSum", Mistake: "a sum without a lock"},
		{Row: "Twice", Mistake: "the same, apart in time"},
		{Row: "Named", Mistake: "run by a function"},
		{Row: "Sum", Mistake: "a lock", Safe: true},
	} {
		row := tables.Row{Result: r, Short: "till", Test: "TestTill/" + r.Row}
		e.rows = append(e.rows, row)
		if r.Row == name {
			e.row = row
		}
	}
	e.report = verdict.Report{
		Result: e.row.Result,
		Said: map[verdict.Tool]string{
			verdict.Race:       read("race.txt"),
			verdict.Vet:        "till.go:14: n is never used",
			verdict.Runtime:    read("dump.txt"),
			verdict.GoDeadlock: read("locks.txt"),
			verdict.Deadlock:   read("order.txt"),
		},
		Sample: read("said.txt"),
	}
	e.report.Want = verdict.SeenBy(verdict.Race, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock).NA(verdict.Goleak, verdict.Assert)
	e.report.Tools = verdict.SeenBy(verdict.Race, verdict.Vet, verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock).NA(verdict.Goleak, verdict.Assert)
	if name == "UnsafeSum" {
		e.report.Fix = "Sum"
	}
	return e
}

// A row in full: below each other, side by side, in a narrow terminal, uncut.
func TestExhibit(t *testing.T) {
	for _, width := range []int{0, 130, 70} {
		e := tillExhibit(t, "UnsafeSum", false)
		var plain, coloured bytes.Buffer
		require.NoError(t, e.print(screen{Writer: &plain, width: width}))
		golden(t, fmt.Sprintf("exhibit%d", width), plain.String())
		require.NoError(t, e.print(screen{Writer: &coloured, width: width, colour: true}))
		assert.Equal(t, plain.String(), text.StripEscape(coloured.String()), "colours change the text, width %d", width)
	}
	var full bytes.Buffer
	require.NoError(t, tillExhibit(t, "UnsafeSum", true).print(screen{Writer: &full}))
	golden(t, "exhibitfull", full.String())
}

// What stands for a row that is the name of nothing, and what the test says of it.
func TestExhibitSources(t *testing.T) {
	e := tillExhibit(t, "Twice", false)
	subject, cure, err := e.sources()
	require.NoError(t, err)
	assert.Equal(t, listing{"the mistake: till/till_test.go:16", []string{
		"func(t *verdict.T) {",
		"    // The sum is right.",
		"    runUnsafe(t)",
		"}",
	}}, subject)
	assert.Empty(t, cure)

	subject, _, err = tillExhibit(t, "Named", false).sources()
	require.NoError(t, err)
	assert.Equal(t, "the mistake: till/till_test.go:27", subject.title)
	assert.Equal(t, "// runUnsafe pays twice.", subject.lines[0])

	e.report.Program = "." // whose sources are the files of the directory, less the tests
	subject, _, err = e.sources()
	require.NoError(t, err)
	assert.Equal(t, "the mistake: till/till.go:1", subject.title)
	assert.Equal(t, "package till", subject.lines[0])
}

// Why a tool was not asked.
func TestExhibitReasons(t *testing.T) {
	e := tillExhibit(t, "UnsafeSum", false)
	assert.Equal(t, "the process ends before the test can say anything", e.reason(verdict.Assert))
	e.report.Tools[verdict.Runtime] = verdict.Silent
	assert.Equal(t, "luck; in the one run just made, the test said", e.reason(verdict.Assert))
	assert.Equal(t, `    till_test.go:31:
            Error Trace:    till/till_test.go:31
            Error:          Not equal:
                            expected: 3
                            actual  : 2
            Test:           TestTill/UnsafeSum`, e.words(e.report.Sample))
	e.report.Sample = "=== RUN   TestTill\n--- PASS: TestTill (0.00s)\nPASS\n"
	assert.Equal(t, "luck; in the one run just made, the test found nothing wrong", e.reason(verdict.Assert))
	e.report.Program = "testdata/program"
	assert.Equal(t, "it cannot look into a program of its own", e.reason(verdict.Goleak))
}
