package election

import (
	"sync"
	"testing"
)

func TestOneLeader(t *testing.T) {
	peers := Cluster(3)
	var wg sync.WaitGroup
	for _, p := range peers[:2] {
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.Campaign()
			p.Campaign()
		}()
	}
	wg.Wait()
	leaders := make(map[int]int)
	for _, p := range peers {
		if p.leader {
			leaders[p.term]++
		}
	}
	for term, n := range leaders {
		if n > 1 {
			t.Errorf("%d leaders in term %d", n, term)
		}
	}
}
