package plugins

import (
	"sync"
	"testing"
)

func TestNames(t *testing.T) {
	h := new(Host)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		h.Verbose()
	}()
	go func() {
		defer wg.Done()
		if n := len(h.Names()); n != 2 {
			t.Errorf("%d plugins, want 2", n)
		}
	}()
	wg.Wait()
}
