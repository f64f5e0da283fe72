package gate

import (
	"sync"
	"testing"
)

func TestExploredEnter(t *testing.T) {
	var g Gate
	g.open(1)
	var entered [2]bool
	var wg sync.WaitGroup
	for i := range entered {
		wg.Go(func() { entered[i] = g.Enter() })
	}
	wg.Wait()
	if entered[0] == entered[1] {
		t.Error(entered)
	}
}

func TestLeave(t *testing.T) {
	var g Gate
	g.open(1)
	if !g.Enter() || g.Enter() {
		t.Error("there is one place")
	}
	g.Leave()
	if !g.Enter() {
		t.Error("a place was given back")
	}
}
