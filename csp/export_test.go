package csp

import "context"

// A HastySemaphore is a [Semaphore] whose Acquire does not yield. In an exploration, who yields goes on when something
// has changed: it would hardly ever come to wait. Where the yield lets nobody run, Acquire does just this.
type HastySemaphore struct{ *Semaphore }

func (s HastySemaphore) Acquire(ctx context.Context, n int64) error {
	if s.take(n) {
		return nil
	}
	return s.wait(ctx, n)
}
