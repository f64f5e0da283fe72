package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/counterpoint-go/counterpoint/internal/terminal"
)

// A screen is what a person reads. Only a terminal has colours, unless NO_COLOR or TERM=dumb says otherwise.
type screen struct {
	io.Writer
	colour bool
}

func screenOf(w io.Writer) screen { return screen{w, terminal.HasColours(w)} }

// paint colours text, if the screen has colours.
func (s screen) paint(t string, colours ...text.Color) string {
	if !s.colour || t == "" {
		return t
	}
	return text.Escape(t, text.Colors(colours).EscapeSeq())
}

// width is how wide everything is that people read.
const width = 80

// fill prints text in lines that fit, all but the first of them indented.
func (s screen) fill(indent, t string) {
	lines := strings.Split(text.WrapSoft(t, width-len(indent)), "\n")
	for i, line := range lines {
		if i > 0 {
			line = indent + line
		}
		fmt.Fprintln(s, strings.TrimRight(line, " "))
	}
}

// newTable returns a table without lines. The columns with these numbers are on the right.
func newTable(right ...int) table.Writer {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Options = table.OptionsNoBordersAndSeparators
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	style.Format.Header = text.FormatDefault
	t.SetStyle(style)
	var columns []table.ColumnConfig
	for _, number := range right {
		columns = append(columns, table.ColumnConfig{Number: number, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(columns)
	t.SuppressTrailingSpaces()
	return t
}

// figure prints a number with three digits that count, or all that are before the point.
func figure(n float64) string {
	switch {
	case n < 9.995:
		return fmt.Sprintf("%.2f", n)
	case n < 99.95:
		return fmt.Sprintf("%.1f", n)
	}
	return fmt.Sprintf("%.0f", n)
}

// newProgress returns a line that says how far a run is. To draw it takes time from what is measured.
func newProgress(w io.Writer) *terminal.Progress {
	return terminal.NewProgress(w, 40, 200*time.Millisecond, "")
}

// advance says how many are done, of how many, and which is next.
func advance(line *terminal.Progress, done, all int, next string) {
	line.Update(done, all, fmt.Sprintf("%d of %d, %s", done, all, next))
}
