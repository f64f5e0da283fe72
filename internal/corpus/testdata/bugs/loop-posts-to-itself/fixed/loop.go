package loop

import "sync/atomic"

// A Loop runs functions one after the other.
type Loop struct {
	calls  chan func()
	closed chan struct{}
	busy   atomic.Bool
}

// Start starts a loop.
func Start() *Loop {
	l := &Loop{calls: make(chan func()), closed: make(chan struct{})}
	go func() {
		defer close(l.closed)
		for f := range l.calls {
			if f == nil {
				return
			}
			l.busy.Store(true)
			f()
			l.busy.Store(false)
		}
	}()
	return l
}

// Post has f run in the loop.
func (l *Loop) Post(f func()) { l.calls <- f }

// Stop ends the loop.
func (l *Loop) Stop() {
	l.calls <- nil
	<-l.closed
}

// A Window is drawn in the loop.
type Window struct {
	loop  *Loop
	dirty atomic.Bool
	drawn int
}

// Draw draws the window, and once more if it was changed meanwhile.
func (w *Window) Draw() {
	w.drawn++
	if w.dirty.CompareAndSwap(true, false) {
		w.Draw()
	}
}
