package terminal

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

// A Progress is a line on a terminal that says how far a run is. It shows itself when the run takes its time, and is gone
// when it is stopped.
type Progress struct {
	out     io.Writer
	tracker progress.Tracker
	room    int
	every   time.Duration

	mu     sync.Mutex
	writer progress.Writer
	timer  *time.Timer   // nil if there is no line, or no longer
	ended  chan struct{} // closed when the line is no longer drawn; nil before it is
}

// NewProgress returns a line on w, which does nothing if w is no terminal. It has room for messages of so many columns,
// says the first one until there is an Update, and is drawn again every so often.
func NewProgress(w io.Writer, room int, every time.Duration, message string) *Progress {
	p := &Progress{out: w, room: room, every: every}
	if Is(w) {
		p.tracker = progress.Tracker{Message: message, Total: 1, AutoStopDisabled: true}
		p.timer = time.AfterFunc(patience, p.show)
	}
	return p
}

// show draws the line from now on.
func (p *Progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.timer == nil {
		return // stopped meanwhile
	}
	p.writer = progress.NewWriter()
	p.writer.SetOutputWriter(p.out)
	p.writer.SetTrackerLength(20)
	p.writer.SetMessageLength(p.room)
	p.writer.SetUpdateFrequency(p.every)
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

// Update says how much is done, of how much, and where the run is.
func (p *Progress) Update(done, all int, message string) {
	p.tracker.UpdateMessage(message)
	p.tracker.UpdateTotal(int64(all))
	p.tracker.SetValue(int64(done))
}

// Stop takes the line away.
func (p *Progress) Stop() {
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
