package gossip

import (
	"fmt"
	"sync"
	"testing"
)

func TestGossip(t *testing.T) {
	g := New()
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(3)
		go func() {
			defer wg.Done()
			g.Add(fmt.Sprintf("n%d", i), i)
		}()
		go func() {
			defer wg.Done()
			if a := g.Address(i); a != 0 && a != i {
				t.Errorf("address %d of %d", a, i)
			}
		}()
		go func() {
			defer wg.Done()
			g.MaxInfo()
		}()
	}
	wg.Wait()
}
