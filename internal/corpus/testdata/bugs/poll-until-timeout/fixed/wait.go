package wait

import (
	"errors"
	"time"
)

// ErrTimeout is for a condition that has not come true.
var ErrTimeout = errors.New("timed out")

// poller offers a tick every interval, until the timeout or until done.
func poller(interval, timeout time.Duration, done <-chan struct{}) <-chan struct{} {
	ch := make(chan struct{})
	go func() {
		defer close(ch)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		after := time.After(timeout)
		for {
			select {
			case <-tick.C:
				select {
				case ch <- struct{}{}:
				case <-done:
					return
				}
			case <-after:
				return
			case <-done:
				return
			}
		}
	}()
	return ch
}

// For waits until the condition holds.
func For(interval, timeout time.Duration, condition func() bool) error {
	done := make(chan struct{})
	defer close(done)
	c := poller(interval, timeout, done)
	for {
		_, open := <-c
		if condition() {
			return nil
		}
		if !open {
			return ErrTimeout
		}
	}
}
