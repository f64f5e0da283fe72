package warmup

import (
	"errors"
	"runtime"
	"sync/atomic"
)

// The states of a Link.
const (
	connecting = iota
	ready
	failed
)

// A Link is made in the background.
type Link struct {
	state atomic.Int32
	down  atomic.Bool
}

// Shut takes the other side away.
func (l *Link) Shut() { l.down.Store(true) }

// Connect connects.
func (l *Link) Connect() {
	if l.down.Load() {
		l.state.Store(failed)
		return
	}
	l.state.Store(ready)
}

// Wait waits until the link is made. That is soon, so it spins.
func (l *Link) Wait() error {
	for l.state.Load() != ready {
		runtime.Gosched()
	}
	if l.state.Load() == failed {
		return errors.New("warmup: no link")
	}
	return nil
}
