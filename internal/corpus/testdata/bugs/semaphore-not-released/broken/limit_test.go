package limit

import (
	"testing"
	"time"
)

func TestDrain(t *testing.T) {
	g := New(1)
	result := make(chan error, 1)
	go func() { result <- g.Do(func() {}) }()
	time.Sleep(5 * time.Millisecond)
	served := g.Drain()
	if served > 1 {
		t.Errorf("served %d", served)
	}
	if err := <-result; err == nil && served != 1 {
		t.Error("the request that was served is not counted")
	}
}
