package idle

import (
	"sync"
	"testing"
	"time"
)

func TestIdle(t *testing.T) {
	s := New(time.Second)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for range 3 {
			s.Do(func() { time.Sleep(10 * time.Millisecond) })
		}
	}()
	wg.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Broken {
		t.Error("ended in the middle of something")
	}
}
