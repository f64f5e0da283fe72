package stats

import "sync/atomic"

// Stats counts requests. What is written down now and then need not be exact.
type Stats struct {
	requests atomic.Int64
	saved    int64
}

// Request counts a request, and saves the count in the background.
func (s *Stats) Request() {
	s.requests.Add(1)
	go s.save()
}

func (s *Stats) save() {
	s.saved = s.requests.Load()
}

// Requests says how many there were.
func (s *Stats) Requests() int64 {
	return s.requests.Load()
}
