package queue

import (
	"sync"
	"testing"
)

func TestQueue(t *testing.T) {
	q := New()
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				item, ok := q.Get()
				if !ok {
					return
				}
				mu.Lock()
				sum += item
				mu.Unlock()
			}
		}()
	}
	for i := 1; i <= 10; i++ {
		q.Add(i)
	}
	q.Close()
	wg.Wait()
	if sum != 55 {
		t.Errorf("sum is %d, want 55", sum)
	}
}
