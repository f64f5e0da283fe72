package sched

import (
	"sync"
	"sync/atomic"
)

// A Scheduler has workers that look for work until they are stopped.
type Scheduler struct {
	mu      sync.Mutex
	pending []func()
	stops   []chan struct{}
	running atomic.Int32
}

// Start starts a worker.
func (s *Scheduler) Start() {
	stop := make(chan struct{})
	s.mu.Lock()
	s.stops = append(s.stops, stop)
	s.mu.Unlock()
	s.running.Add(1)
	go func() {
		defer s.running.Add(-1)
		for {
			select {
			case <-stop:
				return
			default:
				s.step()
			}
		}
	}()
}

func (s *Scheduler) step() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending) > 0 {
		s.pending[0]()
		s.pending = s.pending[1:]
	}
}

// Submit adds work.
func (s *Scheduler) Submit(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, f)
}

// Stop stops the workers.
func (s *Scheduler) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.stops[0])
}
