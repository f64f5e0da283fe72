package retry

import (
	"sync"
	"time"
)

// Every calls f again and again, n times in all, and returns when that is done.
func Every(d time.Duration, n int, f func()) {
	done := make(chan struct{})
	var timer *time.Timer
	timer = time.AfterFunc(d, func() {
		f()
		if n--; n == 0 {
			close(done)
			return
		}
		timer.Reset(d)
	})
	<-done
}

// A Count may be read while it is counted.
type Count struct {
	mu sync.Mutex
	n  int
}

// Up counts.
func (c *Count) Up() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// N says how far it is.
func (c *Count) N() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
