package parallel_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/parallel"
	"github.com/counterpoint-go/counterpoint/verdict"
)

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeGIL",
			Mistake: "a lock for each instruction",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c parallel.UnsafeGIL
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				var c parallel.UnsafeGIL
				a := c.Statement(1)
				a.Step() // A loads,
				b := make(chan struct{})
				go func() { defer close(b); c.Add(1) }()
				<-b            // B loads, adds and stores,
				for a.Step() { // A adds and stores
				}
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeReleased",
			Mistake: "a wait between load and store",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var wait sync.WaitGroup
				wait.Add(2)
				c := parallel.NewUnsafeReleased(func() {
					wait.Done()
					wait.Wait() // for the other: both are here at once
				})
				var adders sync.WaitGroup
				for range 2 {
					adders.Go(func() { c.Add(1) })
				}
				adders.Wait()
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeOneProcessor",
			Mistake: "GOMAXPROCS(1) taken for a lock",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				inc := func(n int64) int64 { return n + 1 }
				t.Outcome("%d", parallel.UnsafeOneProcessor(inc, inc))
			},
			Forced: func(t *verdict.T) {
				var loaded sync.WaitGroup
				loaded.Add(2)
				inc := func(n int64) int64 {
					loaded.Done()
					loaded.Wait() // a step that blocks: here for the other, in life for a file
					return n + 1
				}
				assert.EqualValues(t, 2, parallel.UnsafeOneProcessor(inc, inc))
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "UnsafeOneProcessor", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeLockOSThread",
			Mistake: "a lock by its name",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				// One after the other, so the sum is right; but nothing says that they must be.
				var c parallel.UnsafeLockOSThread
				add := func() { c.Add(1) }
				t.InTurn(add, add)
				t.Outcome("%d", c.Value())
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeLockOSThread).Add", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeCopied",
			Mistake: "each counts in its own copy",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c parallel.UnsafeCopied
				c.Each(t.Goroutines, func(mine *parallel.UnsafeCopied) {
					for range t.Steps {
						mine.Add(1)
					}
				})
				assert.EqualValues(t, t.Goroutines*t.Steps, c.Value())
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafePerProcess",
			Mistake: "processes share no variable",
			Fix:     "PerProcess",
			Run: func(t *verdict.T) {
				var c parallel.UnsafePerProcess
				assert.NoError(t, c.Run(worker("silent"), worker("silent")))
				assert.EqualValues(t, 2*workerSteps, c.Value())
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: "Not equal", verdict.Explore: "Not equal"}, // and not that a worker failed
		},
		{
			Name:    "Counter",
			Mistake: "a lock for the whole statement",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c parallel.Counter
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "PerProcess",
			Mistake: "each reports what it counted",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c parallel.PerProcess
				assert.NoError(t, c.Gather(worker("reporting"), worker("reporting")))
				assert.EqualValues(t, 2*workerSteps, c.Value())
			},
			Want: verdict.SeenBy(),
		},
	})
}
