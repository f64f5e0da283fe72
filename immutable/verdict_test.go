package immutable_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/immutable"
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

// span is a value of two words that belong together: low is never above high.
type span struct{ low, high int64 }

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafePublish",
			Mistake: "the pointer is published plainly",
			Fix:     "Snapshot",
			Run: func(t *verdict.T) {
				var c immutable.UnsafePublish[span]
				t.InTurn(
					func() { c.Store(span{10, 20}) },
					func() { assert.Equal(t, span{10, 20}, c.Load()) },
				)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafePublish", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafePublishEarly",
			Mistake: "wrong fix: published, then filled in",
			Fix:     "Snapshot",
			Run: func(t *verdict.T) {
				var c immutable.UnsafePublishEarly[span]
				t.InTurn(
					func() { c.Fill(func(next *span) { next.low, next.high = 10, 20 }) },
					func() { assert.Equal(t, span{10, 20}, c.Load()) },
				)
			},
			Forced: func(t *verdict.T) {
				var c immutable.UnsafePublishEarly[span]
				c.Fill(func(next *span) {
					next.low = 10
					meanwhile(func() {
						got := c.Load()
						assert.LessOrEqual(t, got.low, got.high, "low and high of a span")
					})
					next.high = 20
				})
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafePublishEarly",
				verdict.Assert:  "low and high of a span",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeCopyThenStore",
			Mistake: "copy, change, store: no CAS",
			Fix:     "Snapshot",
			Run: func(t *verdict.T) {
				var c immutable.UnsafeCopyThenStore[int64]
				sum := t.Hammer(func(delta int64) {
					c.Update(func(n int64) int64 { return n + delta })
				})
				t.Outcome("%d", c.Load())
				assert.Equal(t, sum, c.Load())
			},
			Forced: func(t *verdict.T) {
				var c immutable.UnsafeCopyThenStore[int64]
				add1 := func(n int64) int64 { return n + 1 }
				c.Update(func(n int64) int64 {
					meanwhile(func() { c.Update(add1) })
					return add1(n)
				})
				assert.EqualValues(t, 2, c.Load(), "two Updates that add 1")
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "two Updates that add 1", verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeTwoLoads",
			Mistake: "one snapshot, loaded twice",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c immutable.UnsafeTwoLoads
				var wrong immutable.Counter
				c.Add(10)
				t.Hammer(func(int64) {
					c.Add(10)
					if c.Mean() != 10 {
						wrong.Add(1)
					}
				})
				t.Outcome("%d wrong", wrong.Value())
				assert.Zero(t, wrong.Value(), "wrong means of tens")
			},
			Forced: func(t *verdict.T) {
				// Sum and Adds are the two steps of Mean.
				var c immutable.UnsafeTwoLoads
				c.Add(10)
				sum := c.Sum()
				meanwhile(func() { c.Add(10) })
				adds := c.Adds()
				assert.EqualValues(t, 10, float64(sum)/float64(adds), "the mean of tens")
			},
			Outcomes: verdict.Outcomes{"0 wrong": verdict.Acceptable, "1 wrong": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "the mean of tens", verdict.Explore: "wrong means of tens"},
		},
		{
			Name:    "UnsafeMemo",
			Mistake: "immutable, but for a remembered hash",
			Fix:     "Text",
			Run: func(t *verdict.T) {
				text := immutable.NewUnsafeMemo("counterpoint")
				want := immutable.NewText("counterpoint").Hash()
				ask := func() { assert.Equal(t, want, text.Hash()) }
				t.InTurn(ask, ask)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeMemo).Hash", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeSharedSlice",
			Mistake: "keeps the slice of the caller",
			Fix:     "List",
			Run: func(t *verdict.T) {
				values := []int{3, 1, 2}
				list := immutable.NewUnsafeSharedSlice(values...)
				t.InTurn(
					func() { assert.Equal(t, 3, list.At(0)) },
					func() { values[0] = 4 },
				)
				assert.Equal(t, 3, list.At(0), "the list that never changes")
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeSharedSlice",
				verdict.Assert:  "the list that never changes",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeSharedMap",
			Mistake: "struct copied, map shared",
			Fix:     "Map",
			Run: func(t *verdict.T) {
				old := immutable.NewUnsafeSharedMap(map[string]int{"a": 1})
				t.InTurn(
					func() { old.Get("a") },
					func() { old.With("a", 2) },
				)
				value, _ := old.Get("a")
				assert.Equal(t, 1, value, "the version that never changes")
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeSharedMap",
				verdict.Assert:  "the version that never changes",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeShallow",
			Mistake: "wrong fix: a shallow clone",
			Fix:     "Map",
			Run: func(t *verdict.T) {
				old := immutable.NewUnsafeShallow(map[string]int{"a": 1})
				t.InTurn(
					func() { old.Get("a") },
					func() { old.With("a", 2) },
				)
				value, _ := old.Get("a")
				assert.Equal(t, 1, value, "the version that never changes")
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeShallow",
				verdict.Assert:  "the version that never changes",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeAppend",
			Mistake: "append on shared capacity, in order",
			Fix:     "List",
			Run: func(t *verdict.T) {
				// Not a goroutine in sight. Of the lists of up to 8 values some have room behind
				// the last one, whichever way append makes room.
				var list immutable.UnsafeAppend[string]
				for list.Len() < 8 {
					a, b := list.With("a"), list.With("b")
					require.Equal(t, "b", b.At(list.Len()))
					require.Equal(t, "a", a.At(list.Len()), "the last of list.With(a)")
					list = list.With("more")
				}
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Assert: "the last of list.With(a)", verdict.Explore: "the last of list.With(a)"},
		},
		{
			Name:    "UnsafeAppendAtOnce",
			Mistake: "append on shared capacity, unordered",
			Fix:     "List",
			Run: func(t *verdict.T) {
				var list immutable.UnsafeAppend[string]
				for list.Len() < 8 {
					var a, b immutable.UnsafeAppend[string]
					t.InTurn(
						func() { a = list.With("a") },
						func() { b = list.With("b") },
					)
					require.Equal(t, "b", b.At(list.Len()))
					require.Equal(t, "a", a.At(list.Len()), "the last of list.With(a)")
					list = list.With("more")
				}
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeAppend",
				verdict.Assert:  "the last of list.With(a)",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeSpareCapacity",
			Mistake: "a snapshot with room behind it",
			Fix:     "History",
			Run: func(t *verdict.T) {
				var h immutable.UnsafeSpareCapacity[string]
				snapshot := h.Snapshot()
				for len(snapshot) == cap(snapshot) {
					h.Append("more")
					snapshot = h.Snapshot()
				}
				t.InTurn(
					func() { h.Append("theirs") },
					func() { snapshot = append(snapshot, "mine") },
				)
				last := len(snapshot) - 1
				assert.Equal(t, "mine", snapshot[last])
				assert.Equal(t, "theirs", h.Snapshot()[last], "what Append added under the lock")
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeSpareCapacity",
				verdict.Assert:  "what Append added under the lock",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeGetter",
			Mistake: "returns the map it guards",
			Fix:     "Registry",
			Run: func(t *verdict.T) {
				var r immutable.UnsafeGetter[string, int]
				r.Set("a", 1)
				all := r.Snapshot()
				t.InTurn(
					func() { assert.Equal(t, 1, all["a"]) },
					func() { r.Set("a", 2) },
				)
				assert.Equal(t, 1, all["a"], "the snapshot of before the Set")
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeGetter",
				verdict.Assert:  "the snapshot of before the Set",
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeLateCopy",
			Mistake: "wrong fix: copied after the unlock",
			Fix:     "Registry",
			Run: func(t *verdict.T) {
				// A data race that the race detector does not see: maps.Clone reads the map
				// behind its back.
				var r immutable.UnsafeLateCopy[string, int]
				r.Set("a", 1)
				t.InTurn(
					func() { assert.Equal(t, map[string]int{"a": 1}, r.Snapshot()) },
					func() { r.Set("a", 2) },
				)
			},
			Want: verdict.SeenBy(verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Explore: "data race: "},
		},
		{
			Name:    "Snapshot",
			Mistake: "replaced by compare-and-swap",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c immutable.Snapshot[span]
				check := func() {
					got := c.Load()
					assert.LessOrEqual(t, got.low, got.high)
				}
				t.InTurn(
					func() { c.Store(span{10, 20}) },
					check,
					func() { c.Fill(func(next *span) { next.low, next.high = 20, 30 }) },
					check,
				)
				c.Store(span{})
				sum := t.Hammer(func(delta int64) {
					c.Update(func(old span) span { return span{old.low + delta, old.high + delta} })
				})
				assert.Equal(t, span{sum, sum}, c.Load())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Counter",
			Mistake: "one Total replaced by the next",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c, wrong immutable.Counter
				adds := t.Hammer(func(int64) {
					c.Add(10)
					if c.Total().Mean() != 10 {
						wrong.Add(1)
					}
				})
				assert.Zero(t, wrong.Value(), "wrong means of tens")
				assert.Equal(t, immutable.Total{Sum: 10 * adds, Adds: adds}, c.Total())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Text",
			Mistake: "the remembered hash is atomic",
			Safe:    true,
			Run: func(t *verdict.T) {
				text := immutable.NewText("counterpoint")
				want := immutable.NewText("counterpoint").Hash()
				ask := func() { assert.Equal(t, want, text.Hash()) }
				t.InTurn(ask, ask)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "List",
			Mistake: "copied, and clipped before append",
			Safe:    true,
			Run: func(t *verdict.T) {
				values := []string{"more"}
				list := immutable.ListOf(values...)
				t.InTurn(
					func() { assert.Equal(t, "more", list.At(0)) },
					func() { values[0] = "less" },
				)
				for list.Len() < 8 {
					var a, b immutable.List[string]
					t.InTurn(
						func() { a = list.With("a") },
						func() { b = list.With("b") },
					)
					assert.Equal(t, "a", a.At(list.Len()))
					assert.Equal(t, "b", b.At(list.Len()))
					list = list.With("more")
				}
				assert.Equal(t, "more", list.At(0))
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Map",
			Mistake: "the map is copied too",
			Safe:    true,
			Run: func(t *verdict.T) {
				old := immutable.MapOf(map[string]int{"a": 1})
				var next immutable.Map[string, int]
				t.InTurn(
					func() { old.Get("a") },
					func() { next = old.With("a", 2) },
				)
				for want, m := range map[int]immutable.Map[string, int]{1: old, 2: next} {
					value, ok := m.Get("a")
					assert.True(t, ok)
					assert.Equal(t, want, value)
				}
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "History",
			Mistake: "the snapshot's capacity is clipped",
			Safe:    true,
			Run: func(t *verdict.T) {
				var h immutable.History[string]
				for range 3 {
					h.Append("more")
				}
				snapshot := h.Snapshot()
				t.InTurn(
					func() { h.Append("theirs") },
					func() { snapshot = snapshot.With("mine") },
				)
				assert.Equal(t, "mine", snapshot.At(3))
				assert.Equal(t, "theirs", h.Snapshot().At(3))
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Registry",
			Mistake: "readers keep what they took",
			Safe:    true,
			Run: func(t *verdict.T) {
				var r immutable.Registry[string, int]
				r.Set("a", 1)
				all := r.Snapshot()
				t.InTurn(
					func() { all.Get("a") },
					func() { r.Set("a", 2) },
				)
				value, _ := all.Get("a")
				assert.Equal(t, 1, value)
				value, _ = r.Get("a")
				assert.Equal(t, 2, value)
			},
			Want: verdict.SeenBy(),
		},
	})
}
