package health

import (
	"testing"
	"time"
)

func TestMonitor(t *testing.T) {
	m := Start(func() bool { return true }, 10*time.Millisecond)
	time.Sleep(50 * time.Millisecond)
	m.Stop()
	if m.Healthy > 100 {
		t.Errorf("%d probes in a moment", m.Healthy)
	}
}
