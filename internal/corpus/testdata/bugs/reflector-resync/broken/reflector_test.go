package reflector

import (
	"sync"
	"testing"
)

func TestStop(t *testing.T) {
	r := New()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		r.ListAndWatch(stop)
	}()
	r.watch <- "pod"
	r.watch <- "pod"
	close(stop)
	wg.Wait()
	if r.store["pod"] != 2 {
		t.Errorf("%d events", r.store["pod"])
	}
}
