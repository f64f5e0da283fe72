package throttle

import (
	"sync"
	"testing"
)

func TestTake(t *testing.T) {
	th := New(2)
	defer close(th.stop)
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			th.Take()
		}()
	}
	wg.Wait()
	th.mu.Lock()
	defer th.mu.Unlock()
	if th.Least < 0 {
		t.Errorf("down to %d tokens", th.Least)
	}
}
