package ledger

import (
	"sync"
	"testing"
)

func TestTotal(t *testing.T) {
	l := New("ann", "bob", "eve")
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if sum := l.Total(); sum != 30 {
				t.Errorf("sum %d", sum)
			}
		}()
	}
	wg.Wait()
}
