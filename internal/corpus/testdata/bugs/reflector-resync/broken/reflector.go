package reflector

import (
	"sync"
	"time"
)

// A Reflector keeps a store up to date.
type Reflector struct {
	mu      sync.Mutex
	store   map[string]int
	resyncs int
	watch   chan string
}

// New returns a Reflector.
func New() *Reflector { return &Reflector{store: make(map[string]int), watch: make(chan string)} }

// ListAndWatch goes on until the stop channel is closed, or the watch.
func (r *Reflector) ListAndWatch(stop <-chan struct{}) {
	cancel := make(chan struct{})
	go func() {
		for {
			select {
			case <-time.After(30 * time.Second):
				r.mu.Lock()
				r.resyncs++
				r.mu.Unlock()
			case <-cancel:
				return
			}
		}
	}()
	for {
		select {
		case <-stop:
			return
		case key, ok := <-r.watch:
			if !ok {
				close(cancel)
				return
			}
			r.mu.Lock()
			r.store[key]++
			r.mu.Unlock()
		}
	}
}
