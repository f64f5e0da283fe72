package fifo

import (
	"fmt"
	"sync"
	"testing"
)

func TestPop(t *testing.T) {
	s, q := New()
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(2)
		go func() {
			defer wg.Done()
			s.Update(fmt.Sprint("key", i), i)
		}()
		go func() {
			defer wg.Done()
			q.Pop()
		}()
	}
	wg.Wait()
	if q.Lost > 0 {
		t.Error("lost")
	}
}
