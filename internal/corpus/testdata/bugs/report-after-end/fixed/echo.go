package echo

import "errors"

// ErrEmpty says that there was nothing to echo.
var ErrEmpty = errors.New("echo: empty request")

// A Server echoes.
type Server struct {
	requests chan string
	stopped  chan struct{}
}

// Serve starts a server. It tells report of requests that it cannot serve.
func Serve(report func(error)) *Server {
	s := &Server{make(chan string, 2), make(chan struct{})}
	go func() {
		defer close(s.stopped)
		for r := range s.requests {
			if r == "" {
				report(ErrEmpty)
			}
		}
	}()
	return s
}

// Send sends a request.
func (s *Server) Send(r string) { s.requests <- r }

// Stop waits for the server to come to its end.
func (s *Server) Stop() {
	close(s.requests)
	<-s.stopped
}
