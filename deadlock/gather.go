package deadlock

import "sync"

// Gather computes the parts at once, each on a goroutine of its own, and returns their sum, as [Sum] does, but by a
// channel. It is [UnsafeNilResults] with the channel made, [UnsafeWaitThenReceive] with the wait on another goroutine
// while this one receives, and [UnsafeWaitForSelf] with that goroutine not counted among those that it waits for.
//
// The return of each part happens before the return of Gather. No goroutine outlives it by more than its last step.
func Gather(parts ...func() int64) (sum int64) {
	results := make(chan int64)
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Go(func() { results <- part() })
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	for result := range results {
		sum += result
	}
	return sum
}

// Merge calls got with all that comes from two channels, and returns when both are closed. It is [UnsafeMerge] with an
// end to its loop: as long as one of the two can still be received from.
//
// A send to one of the channels happens before the call of got with what was sent.
func Merge(a, b <-chan int64, got func(n int64)) {
	for a != nil || b != nil {
		select {
		case n, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			got(n)
		case n, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			got(n)
		}
	}
}
