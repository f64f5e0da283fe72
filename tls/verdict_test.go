package tls_test

import (
	"context"
	"sync"
	"testing"

	"github.com/counterpoint-go/counterpoint/tls"
	"github.com/counterpoint-go/counterpoint/verdict"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeSharedSlot",
			Mistake: "more workers than slots",
			Fix:     "Sum",
			Run:     summing(tls.UnsafeSharedSlot, 5),
			// How many additions get lost is up to the processors.
			Outcomes: verdict.Outcomes{"4 of 5": verdict.Forbidden, "5 of 5": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert, verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "tls.UnsafeSharedSlot", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeReusedSlot",
			Mistake: "a slot's one writer, twice",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c tls.UnsafeReusedSlot
				workers := max(t.Goroutines, 5)
				var wg sync.WaitGroup
				for range workers {
					wg.Go(func() {
						add := c.Local()
						for range t.Steps {
							add(1)
						}
					})
				}
				wg.Wait()
				t.Outcome("%d of %d", c.Value(), workers*t.Steps)
				assert.EqualValues(t, workers*t.Steps, c.Value(), "the sum of all workers")
			},
			// No luck here: four slots end at the sum of one worker each.
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Assert: "the sum of all workers", verdict.Explore: "the sum of all workers"},
		},
		{
			Name:     "UnsafeSharedHandle",
			Mistake:  "one local variable for all",
			Fix:      "Sum",
			Run:      summing(tls.UnsafeSharedHandle, 2),
			Outcomes: verdict.Outcomes{"1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert, verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "tls.UnsafeSharedHandle", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeContext",
			Mistake: "a request of two goroutines",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				ctx := &tls.UnsafeContext{Context: context.Background()}
				want := t.Hammer(ctx.Add)
				t.Outcome("%d", ctx.Sum())
				assert.Equal(t, want, ctx.Sum())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert, verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "tls.(*UnsafeContext).Add", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafePooled",
			Mistake: "used after Put",
			Fix:     "Pooled",
			Run: func(t *verdict.T) {
				// The pool may drop what it is given (with -race it does so every fourth time), and
				// does not hand everything to every processor; so ask more often than once.
				var p tls.UnsafePooled
				for range t.Steps {
					t.InTurn(
						func() { _ = string(p.Line("requests", 42)) },
						func() { p.Line("failures", 17) },
						func() { p.Line("timeouts", 23) },
					)
				}
			},
			Forced: func(t *verdict.T) {
				// One goroutine is enough to find its text overwritten.
				var p tls.UnsafePooled
				for range 1000 {
					line := p.Line("requests", 42)
					p.Line("failures", 17)
					require.Equal(t, "requests 42\n", string(line), "the first line, after the second")
				}
			},
			// It is fmt that writes the line, which Explore does not look into: it sees the reads alone.
			Want: verdict.SeenBy(verdict.Race, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:   "tls.(*UnsafePooled).Line",
				verdict.Assert: "failures 17",
			},
		},
		{
			Name:     "UnsafeEarlyMerge",
			Mistake:  "merge before the join",
			Fix:      "Sum",
			Run:      summing(tls.UnsafeEarlyMerge, 2),
			Forced:   afterMerge(tls.UnsafeEarlyMerge),
			Outcomes: verdict.Outcomes{"0 of 2": verdict.Forbidden, "1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "tls.UnsafeEarlyMerge",
				verdict.Assert:  "the sum of all workers",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:     "UnsafeEarlyAtomic",
			Mistake:  "wrong fix: atomic, still early",
			Fix:      "Sum",
			Run:      summing(tls.UnsafeEarlyAtomic, 2),
			Forced:   afterMerge(tls.UnsafeEarlyAtomic),
			Outcomes: verdict.Outcomes{"0 of 2": verdict.Forbidden, "1 of 2": verdict.Forbidden, "2 of 2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the sum of all workers", verdict.Explore: "the sum of all workers"},
		},
		{
			Name:    "UnsafeUnflushed",
			Mistake: "the last batch stays behind",
			Fix:     "Sum",
			Run: func(t *verdict.T) {
				var c tls.UnsafeUnflushed
				var wg sync.WaitGroup
				for range t.Goroutines {
					wg.Go(func() {
						add := c.Local()
						for range 100 { // 64 are handed over, 36 are not
							add(1)
						}
					})
				}
				wg.Wait()
				assert.EqualValues(t, t.Goroutines*100, c.Value(), "the sum of all workers")
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Assert: "the sum of all workers", verdict.Explore: "the sum of all workers"},
		},
		{
			Name:    "UnsafeReset",
			Mistake: "read, then set to zero",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c tls.UnsafeReset
				var taken int64
				var wg sync.WaitGroup
				wg.Go(func() {
					for range t.Steps {
						taken += c.Take()
					}
				})
				sum := t.Hammer(c.Add)
				wg.Wait()
				taken += c.Take()
				t.Outcome("%d", taken)
				assert.Equal(t, sum, taken, "all Takes together")
			},
			Forced: func(t *verdict.T) {
				// Take is these two halves; the Add comes between.
				var c tls.UnsafeReset
				taken := c.Value()
				t.InTurn(func() { c.Add(1) })
				c.Reset()
				assert.EqualValues(t, 1, taken+c.Take(), "all Takes together")
			},
			Outcomes: verdict.Outcomes{"0": verdict.Forbidden, "1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "all Takes together", verdict.Explore: "all Takes together"},
		},
		{
			Name:    "Counter",
			Mistake: "many numbers, each atomic",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c tls.Counter
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Sum",
			Mistake: "own numbers, merged after the join",
			Safe:    true,
			Run:     summing(tls.Sum, 5),
			Want:    verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Pooled",
			Mistake: "a copy leaves before Put",
			Safe:    true,
			Run: func(t *verdict.T) {
				var p tls.Pooled
				t.InTurn(
					func() { assert.Equal(t, "requests 42\n", p.Line("requests", 42)) },
					func() { assert.Equal(t, "failures 17\n", p.Line("failures", 17)) },
				)
				line := p.Line("requests", 42)
				t.Hammer(func(n int64) { p.Line("failures", n) })
				assert.Equal(t, "requests 42\n", line)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}

// A summer is [tls.Sum], or something that is meant to do the same.
type summer = func(workers int, work func(worker int, add func(delta int64))) int64

// summing runs workers that count, at least so many, and waits for them even where the summer does not.
func summing(sum summer, least int) func(t *verdict.T) {
	return func(t *verdict.T) {
		workers := max(t.Goroutines, least)
		var done sync.WaitGroup
		done.Add(workers)
		got := sum(workers, func(_ int, add func(int64)) {
			defer done.Done()
			count(t, add)
		})
		done.Wait()
		t.Outcome("%d of %d", got, workers*t.Steps)
		assert.EqualValues(t, workers*t.Steps, got, "the sum of all workers")
	}
}

// afterMerge forces the worst case: no worker gets to count until the sum has been returned.
func afterMerge(sum summer) func(t *verdict.T) {
	return func(t *verdict.T) {
		gate := make(chan struct{})
		var done sync.WaitGroup
		done.Add(t.Goroutines)
		got := sum(t.Goroutines, func(_ int, add func(int64)) {
			defer done.Done()
			<-gate
			count(t, add)
		})
		close(gate)
		done.Wait()
		assert.EqualValues(t, t.Goroutines*t.Steps, got, "the sum of all workers")
	}
}

func count(t *verdict.T, add func(int64)) {
	for range t.Steps {
		add(1)
	}
}
