package server

import "sync"

type conn struct {
	in   chan string
	quit chan struct{}
}

func (c *conn) serve() {
	for {
		select {
		case <-c.in:
		case <-c.quit:
			return
		}
	}
}

// A Server serves connections until it is closed.
type Server struct {
	mu     sync.Mutex
	closed bool
	conns  []*conn
}

// Accept serves a connection. It says whether it does.
func (s *Server) Accept() bool {
	c := &conn{make(chan string), make(chan struct{})}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.conns = append(s.conns, c)
	go c.serve()
	return true
}

// Close ends all connections.
func (s *Server) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, c := range s.conns {
		close(c.quit)
	}
	s.conns = nil
}
