package gauge

import (
	"sync"
	"testing"
)

func TestGauge(t *testing.T) {
	var g Gauge
	var wg sync.WaitGroup
	for _, level := range []int64{3, 7} {
		wg.Add(1)
		go func() {
			g.Observe(level)
			wg.Done()
		}()
	}
	wg.Wait()
	if got := g.Highest(); got != 7 {
		t.Errorf("the highest level is %d, want 7", got)
	}
}
