package stopper

import (
	"fmt"
	"sync"
)

// A Stopper has tasks end before it does.
type Stopper struct {
	mu       sync.Mutex
	quiesce  *sync.Cond
	stopping chan struct{}
	drain    bool
	tasks    int
	workers  sync.WaitGroup
}

// New returns a Stopper.
func New() *Stopper {
	s := &Stopper{stopping: make(chan struct{})}
	s.quiesce = sync.NewCond(&s.mu)
	return s
}

// RunWorker runs something that ends when the stopper does.
func (s *Stopper) RunWorker(f func(stop <-chan struct{})) {
	s.workers.Add(1)
	go func() {
		defer s.workers.Done()
		f(s.stopping)
	}()
}

// RunTask runs a task, unless the stopper is stopping.
func (s *Stopper) RunTask(f func()) error {
	s.mu.Lock()
	if s.drain {
		s.mu.Unlock()
		return fmt.Errorf("stopping")
	}
	s.tasks++
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.tasks--
		s.quiesce.Broadcast()
	}()
	f()
	return nil
}

// Stop waits for tasks and workers.
func (s *Stopper) Stop() {
	s.mu.Lock()
	s.drain = true
	for s.tasks > 0 {
		s.quiesce.Wait()
	}
	s.mu.Unlock()
	close(s.stopping)
	s.workers.Wait()
}
