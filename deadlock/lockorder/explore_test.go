package lockorder_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

// Programs so small that each is run in all interleavings, those of the checker's own steps too: what is reported is
// what the schedule deserves, and the checker itself has no race, deadlock or leak.

func TestExploredSameOrder(t *testing.T) {
	defer never(t)()
	var a, b lockorder.Mutex
	n := 0
	explored.Together(2, func(int) {
		a.Lock()
		b.Lock()
		n++
		b.Unlock()
		a.Unlock()
	})
	if n != 2 {
		t.Error(n)
	}
}

// In each schedule there is one report: that the locks are taken in both orders, if the goroutines came past each other,
// and else that both hang. Who is told of that ends, and what it holds is unlocked for it.
func TestExploredBothOrders(t *testing.T) {
	var kinds []lockorder.Kind
	defer lockorder.Alone()()
	defer lockorder.OnReport(func(r *lockorder.Report) { kinds = append(kinds, r.Kind) })()
	var a, b lockorder.Mutex
	for _, l := range []*lockorder.Mutex{&a, &b} {
		once(l)
	}
	explored.Together(2, func(i int) {
		first, second := &a, &b
		if i == 1 {
			first, second = second, first
		}
		first.Lock()
		second.Lock()
		second.Unlock()
		first.Unlock()
	})
	if len(kinds) != 1 {
		t.Error(kinds)
	}
}

// What one has locked, another unlocks.
func TestExploredHandOff(t *testing.T) {
	defer never(t)()
	var a, b lockorder.Mutex
	var wg sync.WaitGroup
	wg.Add(1)
	a.Lock()
	go func() {
		defer wg.Done()
		b.Lock()
		a.Unlock()
		b.Unlock()
	}()
	b.Lock()
	b.Unlock()
	wg.Wait()
}

func TestExploredGate(t *testing.T) {
	defer never(t)()
	var gate, a, b lockorder.Mutex
	explored.Together(2, func(i int) {
		first, second := &a, &b
		if i == 1 {
			first, second = second, first
		}
		gate.Lock()
		first.Lock()
		second.Lock()
		second.Unlock()
		first.Unlock()
		gate.Unlock()
	})
}

func never(t *testing.T) (undo func()) {
	alone := lockorder.Alone()
	unreport := lockorder.OnReport(func(r *lockorder.Report) { t.Errorf("%s", r) })
	return func() {
		unreport()
		alone()
	}
}

var _ = runtime.Goexit
