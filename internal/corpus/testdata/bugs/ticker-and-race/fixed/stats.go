package stats

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Stats counts requests.
type Stats struct {
	sync.Mutex
	requests map[string]int
	total    int
}

// Run prints the sum n times, a second apart.
func (s *Stats) Run(w io.Writer, n int) {
	go func() {
		for range n {
			<-time.After(time.Second)
			s.Lock()
			fmt.Fprintln(w, s.total)
			s.Unlock()
		}
	}()
}

// Request counts one.
func (s *Stats) Request(path string) {
	s.Lock()
	if s.requests == nil {
		s.requests = make(map[string]int)
	}
	s.requests[path]++
	s.total++
	s.Unlock()
}
