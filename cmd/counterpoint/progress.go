package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"
	"github.com/jedib0t/go-pretty/v6/text"
)

// patience is how long a run is left without a word.
const patience = 2 * time.Second

// messageLength is the room for how many rows are done, and where: what a narrow terminal has beside a
// bar.
const messageLength = 26

// A progressLine is one line on a terminal that says how far the rows, or the tests, are. It shows itself when the run
// takes its time, and is gone when it is stopped.
type progressLine struct {
	mu      sync.Mutex
	out     io.Writer
	tracker progress.Tracker
	writer  progress.Writer
	timer   *time.Timer
	ended   chan struct{} // closed when the line is no longer drawn; nil before it is

	one, many string // what is counted
	room      int    // for the message
}

// newProgress returns a line on w, which does nothing if w is no terminal, or hidden is asked for.
func newProgress(w io.Writer, hidden bool) *progressLine {
	p := &progressLine{out: w, one: "row", many: "rows", room: messageLength}
	if hidden || !isTerminal(w) {
		return p
	}
	p.tracker = progress.Tracker{Message: "building the tests", Total: 1, AutoStopDisabled: true}
	p.timer = time.AfterFunc(patience, p.show)
	return p
}

// show draws the line from now on.
func (p *progressLine) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer == nil {
		return // stopped meanwhile
	}
	p.writer = progress.NewWriter()
	p.writer.SetOutputWriter(p.out)
	p.writer.SetTrackerLength(20)
	p.writer.SetMessageLength(p.room)
	p.writer.SetUpdateFrequency(100 * time.Millisecond)
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

// update says how many are done, of how many, and where.
func (p *progressLine) update(done, known int, short string) {
	if p.timer == nil {
		return
	}
	p.tracker.UpdateMessage(fmt.Sprintf("%d of %s, %s", done, count(known, p.one, p.many), short))
	p.tracker.UpdateTotal(int64(known))
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
