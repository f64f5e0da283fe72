package window

import "sync"

// A Window bounds how much is under way.
type Window struct {
	mu    sync.Mutex
	quota int
	more  chan struct{}
}

// New returns a window.
func New(quota int) *Window { return &Window{quota: quota, more: make(chan struct{}, 1)} }

// Take takes n of the quota.
func (w *Window) Take(n int) {
	for {
		w.mu.Lock()
		if w.quota >= n {
			w.quota -= n
			w.mu.Unlock()
			return
		}
		w.mu.Unlock()
		<-w.more
	}
}

// Add adds to the quota.
func (w *Window) Add(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.quota += n
	w.wake()
}

func (w *Window) wake() {
	select {
	case w.more <- struct{}{}:
	default:
	}
}
