package watcher

import "sync"

// A Watcher runs until it is stopped.
type Watcher struct {
	quit chan struct{}
	once sync.Once
	done chan struct{}
}

// Start starts a watcher.
func Start() *Watcher {
	w := &Watcher{quit: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		<-w.quit
	}()
	return w
}

// Stop stops the watcher. It may be called more than once.
func (w *Watcher) Stop() {
	select {
	case <-w.quit:
	default:
		close(w.quit)
	}
	<-w.done
}
