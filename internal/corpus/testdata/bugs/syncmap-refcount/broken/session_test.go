package session

import (
	"sync"
	"testing"
)

func TestShared(t *testing.T) {
	var s Sessions
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			one := s.Open("x")
			if one.closed.Load() {
				t.Error("a session that is in use is closed")
			}
			s.Close("x", one)
		}()
	}
	wg.Wait()
}
