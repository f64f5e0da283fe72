package parallel_test

import (
	"context"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
				assert.NoError(t, perProcess.Each(t.Context(), parallel.Processes(2), countThere, []int{3, 4}))
				assert.EqualValues(t, 3+4, perProcess.Value())
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: "Not equal", verdict.Explore: "Not equal"}, // and not that a worker failed
		},
		{
			Name:    "UnsafeSent",
			Mistake: "a pointer is sent as a copy",
			Fix:     "SharedCounter",
			Run: func(t *verdict.T) {
				c := new(parallel.UnsafeSent)
				_, err := parallel.Map(t.Context(), parallel.Processes(2), addToSent, []*parallel.UnsafeSent{c, c})
				assert.NoError(t, err)
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: "Not equal", verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeShared",
			Mistake: "load and store in shared memory",
			Fix:     "SharedCounter",
			Run: func(t *verdict.T) {
				c, err := parallel.NewUnsafeShared()
				require.NoError(t, err)
				defer c.Close()
				_, err = parallel.Map(t.Context(), parallel.Processes(2), addToUnsafe, []sharedSteps{{Unsafe: c, N: t.Steps}, {Unsafe: c, N: t.Steps}})
				assert.NoError(t, err)
				assert.EqualValues(t, 2*t.Steps, c.Value())
			},
			Forced: func(t *verdict.T) {
				c, err := parallel.NewUnsafeShared()
				require.NoError(t, err)
				defer c.Close()
				turn, err := parallel.NewSharedCounter()
				require.NoError(t, err)
				defer turn.Close()
				_, err = parallel.Map(t.Context(), parallel.Processes(2), addInTurn, []sharedTurn{{"A", c, turn}, {"B", c, turn}})
				assert.NoError(t, err)
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy(verdict.Assert).NA(verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: "Not equal"},
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
			Mistake: "each returns what it counted",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c parallel.PerProcess
				assert.NoError(t, c.Gather(t.Context(), parallel.Processes(2), countAndTell, []int{3, 4}))
				assert.EqualValues(t, 3+4, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "SharedFlag",
			Mistake: "ordered outside of Go's memory",
			Safe:    true,
			Run: func(t *verdict.T) {
				done, err := parallel.NewSharedCounter()
				require.NoError(t, err)
				defer done.Close()
				n := 0
				t.InTurn(func() {
					n = 1
					done.Add(1)
				}, func() {
					if done.Value() == 1 { // so the n = 1 is past
						assert.Equal(t, 1, n)
					}
				})
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Explore: "data race: "},
		},
		{
			Name:    "SharedCounter",
			Mistake: "one step in shared memory",
			Safe:    true,
			Run: func(t *verdict.T) {
				c, err := parallel.NewSharedCounter()
				require.NoError(t, err)
				defer c.Close()
				_, err = parallel.Map(t.Context(), parallel.Processes(2), addToShared, []sharedSteps{{Shared: c, N: t.Steps}, {Shared: c, N: t.Steps}})
				assert.NoError(t, err)
				assert.EqualValues(t, 2*t.Steps, c.Value())
			},
			Want: verdict.SeenBy(),
		},
	})
}

// perProcess is a variable of each process.
var perProcess parallel.UnsafePerProcess

var (
	_ = parallel.Register(countThere)
	_ = parallel.Register(countAndTell)
	_ = parallel.Register(addToSent)
	_ = parallel.Register(addToUnsafe)
	_ = parallel.Register(addToShared)
	_ = parallel.Register(addInTurn)
)

func countThere(_ context.Context, steps int) (struct{}, error) {
	for range steps {
		perProcess.Add(1)
	}
	return struct{}{}, nil
}

func countAndTell(_ context.Context, steps int) (int64, error) {
	var mine parallel.Counter
	for range steps {
		mine.Add(1)
	}
	return mine.Value(), nil
}

func addToSent(_ context.Context, c *parallel.UnsafeSent) (struct{}, error) {
	c.Add(1)
	return struct{}{}, nil
}

type sharedSteps struct {
	Unsafe *parallel.UnsafeShared
	Shared *parallel.SharedCounter
	N      int
}

func addToUnsafe(_ context.Context, steps sharedSteps) (struct{}, error) {
	for range steps.N {
		steps.Unsafe.Add(1)
	}
	return struct{}{}, nil
}

func addToShared(_ context.Context, steps sharedSteps) (struct{}, error) {
	for range steps.N {
		steps.Shared.Add(1)
	}
	return struct{}{}, nil
}

// A sharedTurn is for one of two processes, which tell each other by Turn when it is theirs.
type sharedTurn struct {
	Name string
	C    *parallel.UnsafeShared
	Turn *parallel.SharedCounter
}

func (s sharedTurn) await(ctx context.Context, turn int64) {
	for s.Turn.Value() != turn && ctx.Err() == nil {
		runtime.Gosched()
	}
}

// addInTurn has A load, B load, add and store, and A add and store.
func addInTurn(ctx context.Context, s sharedTurn) (struct{}, error) {
	switch s.Name {
	case "A":
		n := s.C.Load()
		s.Turn.Add(1)
		s.await(ctx, 2)
		s.C.Store(n + 1)
	case "B":
		s.await(ctx, 1)
		s.C.Add(1)
		s.Turn.Add(1)
	}
	return struct{}{}, nil
}
