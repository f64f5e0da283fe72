package deadlock

import (
	"context"
	"sync"
)

// Sum computes the parts at once, each on a goroutine of its own, and returns their sum. It is
// [UnsafeWaitInLoop] with the Wait one brace further down.
//
// The return of each part happens before the return of Sum. No goroutine outlives it.
func Sum(parts ...func() int64) (sum int64) {
	sums := make([]int64, len(parts))
	var wg sync.WaitGroup
	wg.Add(len(parts))
	for i, part := range parts {
		go func() {
			defer wg.Done()
			sums[i] = part()
		}()
	}
	wg.Wait()
	for _, s := range sums {
		sum += s
	}
	return sum
}

// Await returns what read returns, or ctx's error if ctx is done first. It is [UnsafeTimeoutLeak]
// with room for one result in the channel: the send never waits, whether or not anybody receives.
//
// After a time-out the goroutine of read lives on until read returns: give read a way to learn of
// ctx too, for nobody can end it from outside. The return of read happens before that of an Await
// which returns its value.
func Await[T any](ctx context.Context, read func() T) (T, error) {
	result := make(chan T, 1)
	go func() { result <- read() }()
	select {
	case value := <-result:
		return value, nil
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}
