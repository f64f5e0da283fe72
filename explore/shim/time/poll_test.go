package time_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runtime"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// A goroutine may wait for a time to come by looking at the clock.
func TestPoll(t *testing.T) {
	for _, wait := range []time.Duration{time.Nanosecond, time.Millisecond, time.Minute} {
		explore.Test(t, func(*explore.T) {
			for start := time.Now(); time.Since(start) < wait; {
				runtime.Gosched()
			}
		})
	}
	// Nobody else sees that.
	explore.Test(t, func(t *explore.T) {
		start := time.Now()
		t.Go(func() {
			for time.Since(start) < time.Minute {
				runtime.Gosched()
			}
		})
		t.Wait()
		if time.Now() != start {
			t.Error("time has passed for all")
		}
	})
}
