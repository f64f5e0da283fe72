package throttle

import (
	"sync"
	"time"
)

// A Throttle has tokens, which come back with time.
type Throttle struct {
	mu     sync.Mutex
	tokens int
	Least  int
	stop   chan struct{}
}

// New returns one with n tokens.
func New(n int) *Throttle {
	t := &Throttle{tokens: n, stop: make(chan struct{})}
	go t.refill(n)
	return t
}

func (t *Throttle) refill(most int) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			t.mu.Lock()
			t.tokens = min(t.tokens+1, most)
			t.mu.Unlock()
		case <-t.stop:
			return
		}
	}
}

// Has says whether there is a token.
func (t *Throttle) Has() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tokens > 0
}

// Take takes a token, if there is one.
func (t *Throttle) Take() bool {
	if !t.Has() {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tokens--
	t.Least = min(t.Least, t.tokens)
	return true
}
