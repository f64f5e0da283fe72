package breaker

import (
	"sync"
	"testing"
)

func TestMaybe(t *testing.T) {
	b := New(2, 1)
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.Maybe(func() bool { return i != 4 })
		}()
	}
	wg.Wait()
	if n := b.Refused.Load(); n > 2 {
		t.Errorf("%d refused", n)
	}
}
