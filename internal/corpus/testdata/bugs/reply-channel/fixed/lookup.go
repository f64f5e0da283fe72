package lookup

import (
	"errors"
	"time"
)

// ErrTimeout says that there was no answer in time.
var ErrTimeout = errors.New("lookup: timed out")

type request struct {
	name  string
	reply chan<- string
}

// A Server answers one request after the other.
type Server struct {
	requests chan request
}

// Start starts a server.
func Start(addresses map[string]string) *Server {
	s := &Server{make(chan request)}
	go func() {
		for r := range s.requests {
			r.reply <- addresses[r.name]
		}
	}()
	return s
}

// Lookup asks for an address.
func (s *Server) Lookup(name string, patience time.Duration) (string, error) {
	reply := make(chan string, 1)
	s.requests <- request{name, reply}
	select {
	case address := <-reply:
		return address, nil
	case <-time.After(patience):
		return "", ErrTimeout
	}
}

// Stop stops the server.
func (s *Server) Stop() { close(s.requests) }
