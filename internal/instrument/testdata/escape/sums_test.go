// Package escape has a test whose goroutines reckon with variables of their own, and share one.
package escape

import (
	"sync"
	"testing"
)

// collatz returns how many steps it takes from n to 1.
func collatz(n int) (steps int) {
	for n != 1 {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
		steps++
	}
	return steps
}

func TestSums(t *testing.T) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	sum := 0
	for _, n := range []int{7, 9} {
		wg.Go(func() {
			steps := collatz(n)
			mu.Lock()
			defer mu.Unlock()
			sum += steps
		})
	}
	wg.Wait()
	if sum != 16+19 {
		t.Fatal(sum)
	}
}
