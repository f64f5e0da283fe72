package server

import (
	"errors"
	"sync"
)

// ErrClosed says that a server takes no more requests.
var ErrClosed = errors.New("server: closed")

// A Server handles requests in the background.
type Server struct {
	sync.Mutex
	closed  bool
	handled int
	active  sync.WaitGroup
}

// Handle starts to handle a request.
func (s *Server) Handle() error {
	s.Lock()
	defer s.Unlock()
	if s.closed {
		return ErrClosed
	}
	s.active.Add(1)
	go func() {
		defer s.active.Done()
		s.Lock()
		defer s.Unlock()
		s.handled++
	}()
	return nil
}

// Shutdown waits for the requests that were let in.
func (s *Server) Shutdown() int {
	s.Lock()
	s.closed = true
	s.Unlock()
	s.active.Wait()
	s.Lock()
	defer s.Unlock()
	return s.handled
}
