package queue

import (
	"sync"
	"testing"
)

func TestQueue(t *testing.T) {
	q := New()
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if item := q.Get(); item == "" {
				t.Error("got nothing")
			}
		}()
	}
	q.Put("invoice")
	q.Put("receipt")
	wg.Wait()
}
