package explore_test

import (
	"fmt"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
)

// Two goroutines add 1 to 5, each by a load and a store. Every access is atomic, so there is no data race,
// and the race detector is silent. In four schedules of six one of the two updates is lost.
func Example_lostUpdate() {
	report := explore.Run(func(t *explore.T) {
		var n atomic.Int64
		n.Store(5)
		for range 2 {
			t.Go(func() {
				seen := n.Load()
				n.Store(seen + 1)
			})
		}
		t.Wait()
		t.Outcome("%d", n.Load())
	})
	for _, o := range report.Outcomes {
		fmt.Printf("%s in %.0f schedules, which are %d traces\n", o.Result, o.Schedules, o.Executions)
	}
	fmt.Println(report.Summary())
	// Output:
	// 6 in 4 schedules, which are 2 traces
	// 7 in 2 schedules, which are 2 traces
	// dpor: 4 traces, all of them; 0 redundant, 28 steps
}

// One goroutine locks a and then b, the other b and then a. The report names who waits for whom.
func Example_deadlock() {
	report := explore.Run(func(t *explore.T) {
		var a, b sync.Mutex
		t.Go(func() {
			a.Lock()
			defer a.Unlock()
			b.Lock()
			defer b.Unlock()
		})
		t.Go(func() {
			b.Lock()
			defer b.Unlock()
			a.Lock()
			defer a.Unlock()
		})
		t.Wait()
	})
	for _, f := range report.Failures {
		fmt.Println(f.Kind, "-", f.Message)
		for _, s := range f.Trace.Steps {
			fmt.Printf("g%d: %s %s\n", s.Goroutine, s.Operation, s.Object)
		}
		for _, s := range f.Trace.Stuck {
			fmt.Printf("g%d %s\n", s.Goroutine, s.Why)
		}
	}
	// Output:
	// deadlock - g1 waits to lock b, which g2 holds; g2 waits to lock a, which g1 holds
	// g1: lock a
	// g2: lock b
	// g0 waits for g1 and g2
	// g1 waits to lock b, which g2 holds
	// g2 waits to lock a, which g1 holds
}

// The waiter looks at the condition before it holds the lock. If the signal comes between the look and the
// sleep, it is lost.
func Example_lostWakeUp() {
	report := explore.Run(func(t *explore.T) {
		var ready atomic.Bool
		var mu sync.Mutex
		changed := sync.NewCond(&mu)
		t.Go(func() {
			if !ready.Load() {
				mu.Lock()
				changed.Wait()
				mu.Unlock()
			}
		})
		t.Go(func() {
			ready.Store(true)
			changed.Signal()
		})
		t.Wait()
	})
	for _, f := range report.Failures {
		fmt.Println(f.Kind, "-", f.Message)
	}
	// Output:
	// deadlock - g1 waits at changed, which nobody signals
}

// A message is passed by a flag. With a plain flag the two accesses are a data race, also in the schedules
// where it goes well; with an atomic one, who sees the flag sees the message.
func Example_messagePassing() {
	var message, flag memory.Var[int]
	plain := explore.Run(func(t *explore.T) {
		message.Store(0)
		flag.Store(0)
		t.Go(func() {
			message.Store(42)
			flag.Store(1)
		})
		if flag.Load() == 1 {
			t.Outcome("%d", message.Load())
		}
	})
	fmt.Println(plain.Failures[0].Kind)

	var done atomic.Bool
	ordered := explore.Run(func(t *explore.T) {
		message.Store(0)
		done.Store(false)
		t.Go(func() {
			message.Store(42)
			done.Store(true)
		})
		if done.Load() {
			t.Outcome("%d", message.Load())
		}
	})
	fmt.Println(len(ordered.Failures), "failures,", ordered.Outcomes[0].Result)
	// Output:
	// data race
	// 0 failures, 42
}

// A result that is sent after its reader has left is never received: the goroutine leaks.
func Example_leak() {
	report := explore.Run(func(t *explore.T) {
		result, quit := channel.Make[int](0), channel.Make[int](0)
		t.Go(func() { channel.Send(result, 42) })
		t.Go(func() { channel.Close(quit) })
		channel.Select(false, channel.RecvCase(result, nil), channel.RecvCase(quit, nil))
	})
	for _, f := range report.Failures {
		fmt.Println(f.Kind, "-", f.Message)
	}
	// Output:
	// leak - g1 waits to send to result, and nobody receives
}
