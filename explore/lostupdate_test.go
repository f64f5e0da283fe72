package explore_test

import (
	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
)

// lostUpdate has two goroutines add 1 to 5, by a load and a store.
func lostUpdate(t *explore.T) {
	x := memory.NewVar(5)
	for range 2 {
		t.Go(func() {
			n := x.Load()
			x.Store(n + 1)
		})
	}
	t.Wait()
	t.Outcome("%d", x.Load())
}
