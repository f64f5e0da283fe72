package limiter

import (
	"sync"
	"testing"
)

func TestAllow(t *testing.T) {
	l := New(1)
	let := make(chan bool, 3)
	var wg sync.WaitGroup
	for range cap(let) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			let <- l.Allow()
		}()
	}
	wg.Wait()
	close(let)
	n := 0
	for ok := range let {
		if ok {
			n++
		}
	}
	if n != 1 {
		t.Errorf("let %d requests through, want 1", n)
	}
}
