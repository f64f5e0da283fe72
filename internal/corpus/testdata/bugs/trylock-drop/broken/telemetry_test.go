package telemetry

import (
	"sync"
	"testing"
)

func TestBuffer(t *testing.T) {
	b := NewBuffer(4)
	var wg sync.WaitGroup
	for _, event := range []string{"login", "logout"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.Add(event)
		}()
	}
	wg.Wait()
	events, dropped := b.Flush()
	if len(events)+dropped != 2 {
		t.Errorf("%d events and %d dropped, want 2 in all", len(events), dropped)
	}
}
