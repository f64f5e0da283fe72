package csp

import (
	"context"
	"sync"
)

// Numbers sends 1, 2, 3 and so on up to n, and closes the channel; it gives up when ctx is done. So a
// reader who has seen enough cancels ctx, and the goroutine is not left behind as it is by
// [UnsafeUnread].
//
// A number that was sent before ctx was done may still arrive after it.
func Numbers(ctx context.Context, n int64) <-chan int64 {
	out := make(chan int64)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- i + 1:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Batches sends the deltas to out, size of them at a time; a size below 1 means all at once. Each
// batch is a slice of its own, made for its receiver, and given away with the send; [UnsafeReuse]
// saves the allocation. It does not close out, on which others may be sending too.
//
// What the caller wrote before the call happens before the receive of a batch.
func Batches(out chan<- []int64, size int, deltas ...int64) {
	var batch []int64
	for _, delta := range deltas {
		batch = append(batch, delta)
		if len(batch) == size {
			out <- batch
			batch = nil // given away
		}
	}
	if len(batch) > 0 {
		out <- batch
	}
}

// Total adds up each part on a goroutine of its own, which sends its sum to the one that adds up the
// sums. There are several senders, so none of them may close the channel; one more goroutine waits
// for them all and then does. [UnsafeNeverClosed] leaves that out.
//
// Total leaves no goroutine behind. The parts are only read.
func Total(parts ...[]int64) (total int64) {
	sums := make(chan int64)
	var senders sync.WaitGroup
	for _, part := range parts {
		senders.Go(func() { sums <- sum(part) })
	}
	go func() {
		senders.Wait()
		close(sums)
	}()
	for s := range sums {
		total += s
	}
	return total
}

func sum(part []int64) (sum int64) {
	for _, delta := range part {
		sum += delta
	}
	return sum
}
