package stats

import (
	"io"
	"sync"
	"testing"
)

func TestStats(t *testing.T) {
	var s Stats
	s.Run(io.Discard, 2)
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Request("/")
		}()
	}
	wg.Wait()
	s.Lock()
	defer s.Unlock()
	if s.requests["/"] != 2 {
		t.Error("lost a request")
	}
}
