package lease

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestCampaign(t *testing.T) {
	store := new(Store)
	var leaders atomic.Int32
	var wg sync.WaitGroup
	for _, name := range []string{"node-1", "node-2"} {
		c := Candidate{name, store}
		wg.Go(func() {
			if c.Campaign() {
				leaders.Add(1)
			}
		})
	}
	wg.Wait()
	if n := leaders.Load(); n != 1 {
		t.Errorf("%d leaders", n)
	}
}
