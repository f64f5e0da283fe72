package spool

import "sync"

// A Spool counts what it passes on to a sink, which may be closed by others.
type Spool struct {
	sync.Mutex
	sink chan string
	sent int
}

// New returns a spool.
func New(sink chan string) *Spool {
	return &Spool{sink: sink}
}

// Send says whether the sink has taken a document.
func (s *Spool) Send(document string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	s.Lock()
	s.sink <- document
	s.sent++
	s.Unlock()
	return true
}

// Sent says how many documents were sent.
func (s *Spool) Sent() int {
	s.Lock()
	defer s.Unlock()
	return s.sent
}
