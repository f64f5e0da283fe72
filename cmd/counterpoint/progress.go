package main

import (
	"fmt"
	"io"
	"time"

	"github.com/counterpoint-go/counterpoint/internal/terminal"
)

// messageLength is the room for how many rows are done, and where: what a narrow terminal has beside a
// bar.
const messageLength = 26

// A progressLine is one line on a terminal that says how far the rows, or the tests, are.
type progressLine struct {
	*terminal.Progress
	one, many string // what is counted
}

// newProgress returns a line on w for what one and many say, with room for messages of so many columns.
func newProgress(w io.Writer, room int, one, many string) progressLine {
	return progressLine{terminal.NewProgress(w, room, 100*time.Millisecond, "building the tests"), one, many}
}

// newRowProgress returns a line for rows.
func newRowProgress(w io.Writer) progressLine { return newProgress(w, messageLength, "row", "rows") }

// newTestProgress returns a line for tests. It has room for a test's name, and for how far that is.
func newTestProgress(w io.Writer) progressLine {
	return newProgress(w, max(messageLength, screenOf(w).width-30), "test", "tests")
}

// newPackageProgress returns a line for packages, with room for a test's name.
func newPackageProgress(w io.Writer) progressLine {
	return newProgress(w, max(messageLength, screenOf(w).width-30), "package", "packages")
}

// update says how many are done, of how many, and where.
func (p progressLine) update(done, known int, short string) {
	p.Update(done, known, fmt.Sprintf("%d of %s, %s", done, count(known, p.one, p.many), short))
}
