package registry

import (
	"sync"
	"testing"
)

func TestRegistry(t *testing.T) {
	var r Registry
	var wg sync.WaitGroup
	for _, address := range []string{"10.0.0.1", "10.0.0.2"} {
		wg.Go(func() {
			if err := r.Register("search", address); err != nil {
				t.Log(err) // the other one was first
				return
			}
			r.Deregister("search")
		})
	}
	wg.Wait()
	if err := r.Register("search", "10.0.0.3"); err != nil {
		t.Error(err)
	}
}
