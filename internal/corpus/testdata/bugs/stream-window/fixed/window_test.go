package window

import (
	"sync"
	"testing"
)

func TestTake(t *testing.T) {
	w := New(0)
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			w.Take(1)
		}()
	}
	w.Add(2)
	w.Add(2)
	wg.Wait()
}
