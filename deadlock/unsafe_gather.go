package deadlock

import "sync"

// UnsafeNilResults computes the parts at once, each on a goroutine of its own, and returns their sum.
//
// What goes wrong: the channel is declared, and never made. A nil channel is no error: a send to it waits for ever, and
// so does a receive. All of the parts are computed, and nobody learns of it.
//
// Who notices: the runtime, if all other goroutines sleep too; "chan send (nil chan)" in a dump says it all.
func UnsafeNilResults(parts ...func() int64) (sum int64) {
	var results chan int64
	for _, part := range parts {
		go func() { results <- part() }()
	}
	for range parts {
		sum += <-results
	}
	return sum
}

// UnsafeWaitThenReceive computes the parts at once, each on a goroutine of its own, and returns their sum.
//
// What goes wrong: it waits for the goroutines before it receives what they send. The send of each waits for the
// receive, and the receive is after the wait for the send. A buffer as large as there are parts would do; one that is
// smaller fails with the first caller who has more.
//
// Who notices: the runtime, if all other goroutines sleep too.
func UnsafeWaitThenReceive(parts ...func() int64) (sum int64) {
	results := make(chan int64)
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Go(func() { results <- part() })
	}
	wg.Wait()
	close(results)
	for result := range results {
		sum += result
	}
	return sum
}

// UnsafeWaitForSelf is [UnsafeWaitThenReceive] with the waiting on a goroutine of its own, as it should be.
//
// What goes wrong: that goroutine is one of those that the group counts. It waits until all have ended, itself too.
// All results are received, the channel is never closed, and the range goes on.
//
// Who notices: the runtime, if all other goroutines sleep too.
func UnsafeWaitForSelf(parts ...func() int64) (sum int64) {
	results := make(chan int64)
	var wg sync.WaitGroup
	for _, part := range parts {
		wg.Go(func() { results <- part() })
	}
	wg.Go(func() {
		wg.Wait()
		close(results)
	})
	for result := range results {
		sum += result
	}
	return sum
}

// UnsafeMerge calls got with all that comes from two channels, until both are closed.
//
// What goes wrong: a channel that is closed is always ready, so each is set to nil when it is, which keeps it out of
// the select. When both are, no case of the select can ever be ready, and it waits. The loop has no end: it was left
// to the last case, and there is none.
//
// Who notices: the runtime, if all other goroutines sleep too; goleak, if it is on a goroutine that nobody waits for.
func UnsafeMerge(a, b <-chan int64, got func(n int64)) {
	for {
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
