package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

// A screen is what a person reads. Only a terminal has colours, unless NO_COLOR or TERM=dumb says otherwise.
type screen struct {
	io.Writer
	colour bool
}

func screenOf(w io.Writer) screen {
	return screen{w, isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

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

// patience is how long a run is left without a word.
const patience = 2 * time.Second

// A progressLine says on a terminal how far a run is, once that takes its time. It is gone when it is
// stopped.
type progressLine struct {
	mu      sync.Mutex
	out     io.Writer
	tracker progress.Tracker
	timer   *time.Timer // nil if there is no line, or no longer
	writer  progress.Writer
	ended   chan struct{} // closed when the line is no longer drawn; nil before it is
}

// newProgress returns a line on w, which does nothing if w is no terminal.
func newProgress(w io.Writer) *progressLine {
	p := &progressLine{out: w}
	if isTerminal(w) {
		p.tracker = progress.Tracker{Total: 1, AutoStopDisabled: true}
		p.timer = time.AfterFunc(patience, p.show)
	}
	return p
}

func (p *progressLine) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer == nil {
		return // stopped meanwhile
	}
	p.writer = progress.NewWriter()
	p.writer.SetOutputWriter(p.out)
	p.writer.SetTrackerLength(20)
	p.writer.SetMessageLength(40)
	p.writer.SetUpdateFrequency(200 * time.Millisecond) // drawing takes time from what is measured
	p.writer.SetTrackerPosition(progress.PositionRight)
	style := progress.StyleCircle
	style.Visibility.Percentage = false
	style.Visibility.Value = false
	style.Options.Separator = " "
	style.Options.TimeInProgressPrecision = time.Second
	p.writer.SetStyle(style)
	p.writer.AppendTracker(&p.tracker)
	p.ended = make(chan struct{})
	go func() {
		defer close(p.ended)
		p.writer.Render()
	}()
}

// update says how many are done, of how many, and which is next.
func (p *progressLine) update(done, all int, next string) {
	p.tracker.UpdateMessage(fmt.Sprintf("%d of %d, %s", done, all, next))
	p.tracker.UpdateTotal(int64(all))
	p.tracker.SetValue(int64(done))
}

// stop takes the line away.
func (p *progressLine) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer == nil {
		return
	}
	p.timer.Stop()
	p.timer = nil
	if p.ended == nil {
		return
	}
	for ended := false; !ended; {
		p.writer.Stop() // does nothing if Render has not begun yet
		select {
		case <-p.ended:
			ended = true
		case <-time.After(10 * time.Millisecond):
		}
	}
	fmt.Fprint(p.out, text.CursorUp.Sprint(), text.EraseLine.Sprint())
}
