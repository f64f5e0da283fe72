// Valuereceiver counts with atomics on copies: a method with a value receiver gets a counter of its
// own, adds to it, and throws it away.
//
// Who notices: go vet, because an atomic.Int64 must not be copied, and an assertion on the sum,
// which is always 0. There is no data race: nobody ever writes the counter that they all share.
package main

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

type counter struct {
	n atomic.Int64
}

func (c counter) Add(delta int64) { c.n.Add(delta) }

func (c counter) Value() int64 { return c.n.Load() }

func main() {
	var c counter
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 1000 {
				c.Add(1)
			}
		})
	}
	wg.Wait()
	if got := c.Value(); got != 8000 {
		fmt.Fprintf(os.Stderr, "want 8000, got %d\n", got)
		os.Exit(1)
	}
}
