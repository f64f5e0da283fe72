package service

import "sync/atomic"

// A Service does jobs one after the other.
type Service struct {
	jobs    chan string
	quit    chan struct{}
	stopped chan struct{}
	done    atomic.Int32
}

// Start starts a service.
func Start() *Service {
	s := &Service{
		jobs:    make(chan string, 2),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
	go s.run()
	return s
}

func (s *Service) run() {
	defer close(s.stopped)
	for {
		select {
		case <-s.jobs:
			s.done.Add(1)
		case <-s.quit:
			for range len(s.jobs) {
				<-s.jobs
				s.done.Add(1)
			}
			return
		}
	}
}

// Submit accepts a job. There must be no other call once Stop is called.
func (s *Service) Submit(job string) { s.jobs <- job }

// Stop ends the service. It does what it has accepted.
func (s *Service) Stop() int {
	close(s.quit)
	<-s.stopped
	return int(s.done.Load())
}
