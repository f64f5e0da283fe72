package presence

import (
	"sync"
	"testing"
)

func TestRoom(t *testing.T) {
	r := NewRoom()
	var wg sync.WaitGroup
	for _, name := range []string{"Ada", "Bob"} {
		wg.Go(func() { r.Enter(name) })
	}
	wg.Wait()
	if p := r.People(); len(p) != 2 || p[0] != "Ada" {
		t.Errorf("there are %q", p)
	}
}
