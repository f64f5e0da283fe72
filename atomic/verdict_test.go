package atomic_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/atomic"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// meanwhile runs f, from its first step to its last, on a goroutine of its own: what another
// goroutine does between two steps of this one.
func meanwhile(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}

// answer is the value that the lazy ones make, large enough to be made in more than one step.
type answer struct{ n, square int64 }

func newAnswer() *answer { return &answer{42, 42 * 42} }

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeLoadStore",
			Mistake: "load and store, not one step",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c atomic.UnsafeLoadStore
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				// Value and Set are the two steps of Add(1).
				var c atomic.UnsafeLoadStore
				sum := c.Value()
				meanwhile(func() { c.Add(1) })
				c.Set(sum + 1)
				assert.EqualValues(t, 2, c.Value(), "two Adds of 1")
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "two Adds of 1", verdict.Explore: "actual  : 1"},
		},
		{
			Name:    "UnsafeMixed",
			Mistake: "atomic add, plain read",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c atomic.UnsafeMixed
				t.InTurn(
					func() { c.Add(1) },
					func() { assert.EqualValues(t, 1, c.Value()) },
				)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeMixed).Value", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeTwo",
			Mistake: "two atomics, one invariant",
			Fix:     "Tally",
			Run: func(t *verdict.T) {
				var tally atomic.UnsafeTwo
				var wrong atomic.Counter
				tally.Observe(10)
				t.Hammer(func(int64) {
					tally.Observe(10)
					if tally.Mean() != 10 {
						wrong.Add(1)
					}
				})
				t.Outcome("%d wrong", wrong.Value())
				assert.Zero(t, wrong.Value(), "wrong means of tens")
			},
			Forced: func(t *verdict.T) {
				// Sum and Count are the two steps of Mean.
				var tally atomic.UnsafeTwo
				tally.Observe(10)
				sum := tally.Sum()
				meanwhile(func() { tally.Observe(10) })
				count := tally.Count()
				assert.EqualValues(t, 10, float64(sum)/float64(count), "the mean of tens")
			},
			Outcomes: verdict.Outcomes{"0 wrong": verdict.Acceptable, "1 wrong": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the mean of tens", verdict.Explore: "wrong means of tens"},
		},
		{
			Name:    "UnsafeCASOnce",
			Mistake: "a failed compare-and-swap goes unnoticed",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c atomic.UnsafeCASOnce
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				var c atomic.UnsafeCASOnce
				c.Update(func(n int64) int64 {
					meanwhile(func() { c.Add(1) })
					return n + 1
				})
				assert.EqualValues(t, 2, c.Value(), "two Adds of 1")
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "two Adds of 1", verdict.Explore: "actual  : 1"},
		},
		{
			Name:    "UnsafeReset",
			Mistake: "load, then store 0",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c atomic.UnsafeReset
				var reported atomic.Counter
				sum := t.Hammer(func(delta int64) {
					c.Add(delta)
					c.Flush(reported.Add)
				})
				t.Outcome("%d", reported.Value())
				assert.Equal(t, sum, reported.Value()) // here Adds may also be reported twice
			},
			Forced: func(t *verdict.T) {
				var c atomic.UnsafeReset
				var reported int64
				c.Add(1)
				c.Flush(func(sum int64) {
					reported += sum
					meanwhile(func() { c.Add(1) })
				})
				c.Flush(func(sum int64) { reported += sum })
				assert.EqualValues(t, 2, reported, "two Adds of 1, all flushed")
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable, "3": verdict.Forbidden, "4": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "two Adds of 1, all flushed", verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeCheckThenAdd",
			Mistake: "check the limit, then add",
			Fix:     "Bounded",
			Run: func(t *verdict.T) {
				limit := max(int64(t.Steps)/10, 1)
				b := atomic.NewUnsafeCheckThenAdd(limit)
				t.Hammer(func(delta int64) { b.TryAdd(delta) })
				t.Outcome("%d", b.Value())
				assert.LessOrEqual(t, b.Value(), limit)
			},
			Forced: func(t *verdict.T) {
				// Room and Add are the two steps of TryAdd(1).
				b := atomic.NewUnsafeCheckThenAdd(1)
				room := b.Room()
				meanwhile(func() { assert.True(t, b.TryAdd(1)) })
				if room >= 1 {
					b.Add(1)
				}
				assert.LessOrEqual(t, b.Value(), int64(1), "the sum and its limit")
			},
			Outcomes: verdict.Outcomes{"1": verdict.Acceptable, "2": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the sum and its limit", verdict.Explore: `"2" is not less than or equal to "1"`},
		},
		{
			Name:    "UnsafeAddThenUndo",
			Mistake: "wrong fix: add, undo if over",
			Fix:     "Bounded",
			Run: func(t *verdict.T) {
				limit := max(int64(t.Steps)/10, 1)
				b := atomic.NewUnsafeAddThenUndo(limit)
				var over atomic.Counter
				t.Hammer(func(delta int64) {
					b.TryAdd(delta)
					if b.Value() > limit {
						over.Add(1)
					}
				})
				t.Outcome("%d times above the limit", over.Value())
				assert.Zero(t, over.Value(), "times above the limit")
			},
			Forced: func(t *verdict.T) {
				// Add(5) and Add(-5) are the two steps of a TryAdd(5) that finds no room.
				b := atomic.NewUnsafeAddThenUndo(10)
				assert.True(t, b.TryAdd(8))
				b.Add(5)
				meanwhile(func() {
					assert.LessOrEqual(t, b.Value(), int64(10), "the sum and its limit")
					assert.True(t, b.TryAdd(2), "there is room for 2")
				})
				b.Add(-5)
			},
			Outcomes: verdict.Outcomes{"0 times above the limit": verdict.Acceptable, "1 times above the limit": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "there is room for 2", verdict.Explore: "times above the limit"},
		},
		{
			Name:    "UnsafeFlag",
			Mistake: "a plain flag as a signal",
			Fix:     "Result",
			Run: func(t *verdict.T) {
				var r atomic.UnsafeFlag[string]
				t.InTurn(
					func() { r.Finish("found") },
					func() {
						result, ok := r.Result()
						assert.True(t, ok)
						assert.Equal(t, "found", result)
					},
				)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafeFlag", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeDoubleChecked",
			Mistake: "the first look takes no lock",
			Fix:     "Lazy",
			Run: func(t *verdict.T) {
				var l atomic.UnsafeDoubleChecked[answer]
				get := func() { assert.EqualValues(t, 42, l.Get(newAnswer).n) }
				t.InTurn(get, get)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafeDoubleChecked", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeOnce",
			Mistake: "wrong fix: done before it is",
			Fix:     "Lazy",
			Run: func(t *verdict.T) {
				var l atomic.UnsafeOnce[answer]
				get := func() { assert.EqualValues(t, 42, l.Get(newAnswer).n) }
				t.InTurn(get, get)
			},
			Forced: func(t *verdict.T) {
				var l atomic.UnsafeOnce[answer]
				l.Get(func() *answer {
					meanwhile(func() { assert.NotNil(t, l.Get(newAnswer), "the second Get") })
					return newAnswer()
				})
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeOnce",
				verdict.Assert:  "the second Get",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeValue",
			Mistake: "atomic.Value of several types",
			Fix:     "LastError",
			Run: func(t *verdict.T) {
				var e atomic.UnsafeValue
				first := errors.New("first")
				e.Set(first)
				e.Set(fmt.Errorf("second: %w", first)) // a *fmt.wrapError
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Runtime: "store of inconsistently typed value into Value", verdict.Explore: "panic: sync/atomic: store of inconsistently typed value into Value"},
		},
		{
			Name:    "valuereceiver",
			Mistake: "the method counts on a copy",
			Fix:     "Counter",
			Program: "testdata/valuereceiver",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Vet:    "Add passes lock by value",
				verdict.Assert: "want 8000, got 0",
			},
		},
		{
			Name:    "assign",
			Mistake: "n = atomic.AddInt64(&n, 1)",
			Fix:     "Counter",
			Program: "testdata/assign",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Race).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore, verdict.Assert),
			Says: map[verdict.Tool]string{
				verdict.Vet:  "direct assignment to atomic value",
				verdict.Race: "main.main.func1", // the plain store is one of the two in any case
			},
		},
		{
			Name:    "Counter",
			Mistake: "one indivisible step",
			Safe:    true,
			Run: func(t *verdict.T) {
				var add, update, flush, reported atomic.Counter
				assert.Equal(t, t.Hammer(add.Add), add.Value())
				assert.Equal(t, t.Hammer(func(delta int64) {
					update.Update(func(n int64) int64 { return n + delta })
				}), update.Value())
				assert.Equal(t, t.Hammer(func(delta int64) {
					flush.Add(delta)
					flush.Flush(reported.Add)
				}), reported.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Bounded",
			Mistake: "compare-and-swap, never above its limit",
			Safe:    true,
			Run: func(t *verdict.T) {
				limit := max(int64(t.Steps)/10, 1)
				b := atomic.NewBounded(limit)
				var over atomic.Counter
				t.Hammer(func(delta int64) {
					b.TryAdd(delta)
					if b.Value() > limit {
						over.Add(1)
					}
				})
				assert.Zero(t, over.Value(), "times above the limit")
				assert.Equal(t, limit, b.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Tally",
			Mistake: "both numbers in one word",
			Safe:    true,
			Run: func(t *verdict.T) {
				var tally atomic.Tally
				var wrong atomic.Counter
				observed := t.Hammer(func(int64) {
					tally.Observe(10)
					if tally.Mean() != 10 {
						wrong.Add(1)
					}
				})
				assert.Zero(t, wrong.Value(), "wrong means of tens")
				count, sum := tally.Read()
				assert.Equal(t, observed, count)
				assert.Equal(t, observed*10, sum)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Lazy",
			Mistake: "double-checked, with an atomic pointer",
			Safe:    true,
			Run: func(t *verdict.T) {
				var l atomic.Lazy[answer]
				get := func() { assert.EqualValues(t, 42*42, l.Get(newAnswer).square) }
				t.InTurn(get, get)
				t.Hammer(func(int64) { get() })
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Result",
			Mistake: "the atomic flag orders the result",
			Safe:    true,
			Run: func(t *verdict.T) {
				var r atomic.Result[string]
				t.InTurn(
					func() { r.Finish("found") },
					func() {
						result, ok := r.Result()
						assert.True(t, ok || t.Explored) // Explore comes before the Finish, too
						assert.Equal(t, ok, result == "found")
					},
				)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "LastError",
			Mistake: "a pointer is of one type",
			Safe:    true,
			Run: func(t *verdict.T) {
				var e atomic.LastError
				first := errors.New("first")
				second := fmt.Errorf("second: %w", first)
				t.InTurn(
					func() { e.Set(first); e.Set(second) },
					func() { assert.True(t, errors.Is(e.Err(), second) || t.Explored) }, // which comes before the Sets, too
				)
				assert.Equal(t, second, e.Err())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}
