package tls

import (
	"fmt"
	"sync"
)

// Sum runs work on that many goroutines at once, waits for them all, and returns the sum of all that
// they added. Each gets its number, from 0 up, and an add of its own.
//
// What add adds to is declared inside the goroutine, so nobody else can reach it, and adding is a
// plain addition. It is handed over once, in an element of sums that no other worker writes, by a
// defer, so that it also gets there if work ends by runtime.Goexit (as testing's FailNow does). The
// elements are read after Wait, and so after all that was written to them.
//
// add must not be called by any other goroutine than the one that runs work, nor after work has
// returned. A worker that panics ends the process, as any goroutine does.
//
// Where somebody else starts the workers, or what they keep is not a sum, use [Local].
//
// The return of each work happens before the return of Sum, which blocks until then. With no workers, or
// a negative number of them, the sum is 0. Sum panics if work is nil.
func Sum(workers int, work func(worker int, add func(delta int64))) int64 {
	if work == nil {
		panic(fmt.Sprintf("tls: Sum(%d, nil): the workers have nothing to do; pass what adds to the sum", workers))
	}
	sums := make([]int64, max(workers, 0))
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			var sum int64
			defer func() { sums[worker] = sum }()
			work(worker, func(delta int64) { sum += delta })
		})
	}
	wg.Wait()
	return total(sums)
}

// total adds up what the workers left.
func total(sums []int64) (total int64) {
	for _, sum := range sums {
		total += sum
	}
	return total
}
