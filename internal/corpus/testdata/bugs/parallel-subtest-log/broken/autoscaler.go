package autoscaler

import (
	"sync"
	"time"
)

// A Scaler decides how many there should be.
type Scaler struct {
	logf    func(format string, args ...any)
	mu      sync.Mutex
	desired int
	done    chan struct{}
}

// Start has a scaler decide n times.
func Start(logf func(format string, args ...any), n int) *Scaler {
	s := &Scaler{logf: logf, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for range n {
			<-tick.C
			s.mu.Lock()
			s.desired++
			s.logf("desired %d", s.desired)
			s.mu.Unlock()
		}
	}()
	return s
}

// Desired is the last decision.
func (s *Scaler) Desired() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.desired
}
