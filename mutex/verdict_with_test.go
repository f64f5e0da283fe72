package mutex_test

import (
	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// guarded are the rows of a lock and its value in one. What that makes impossible is not here: these are the mistakes that
// it leaves.
var guarded = []verdict.Row{
	{
		Name: "UnsafeEscape", Mistake: "keeps the pointer it was lent", Fix: "Guarded",
		Run: func(t *verdict.T) {
			var c mutex.UnsafeEscape
			t.InTurn(
				func() { c.Add(1) },
				func() { assert.Equal(t, int64(1), c.Value()) })
		},
		Want: verdict.SeenBy(verdict.Race, verdict.Explore),
		Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeEscape).Value", verdict.Explore: "data race: "},
	},
	{
		Name: "UnsafeNested", Mistake: "With inside With", Fix: "Guarded",
		Run: func(*verdict.T) {
			var c mutex.UnsafeNested
			c.Add(1) // never returns
		},
		Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
		Says: map[verdict.Tool]string{
			verdict.Runtime: "fatal error: all goroutines are asleep - deadlock!",
			verdict.Assert:  "select",
			verdict.Explore: "deadlock: ",
		},
	},
	{
		Name: "Guarded", Mistake: "reached in the lock only", Safe: true,
		Run: func(t *verdict.T) {
			var n mutex.Guarded[int64]
			want := t.Hammer(func(delta int64) { n.With(func(n *int64) { *n += delta }) })
			assert.Equal(t, want, mutex.WithResult(&n, func(n *int64) int64 { return *n }))
		},
		Want: verdict.SeenBy(),
	},
	{
		Name: "RWGuarded", Mistake: "readers get no pointer", Safe: true,
		Run: func(t *verdict.T) {
			var n mutex.RWGuarded[int64]
			want := t.Hammer(func(delta int64) {
				n.With(func(n *int64) { *n += delta })
				n.Read(func(int64) {})
			})
			assert.Equal(t, want, mutex.ReadResult(&n, func(n int64) int64 { return n }))
		},
		Want: verdict.SeenBy(),
	},
	{
		Name: "Keyed", Mistake: "a lock a key, then forgotten", Safe: true,
		Run: func(t *verdict.T) {
			var k mutex.Keyed[string]
			var n int64
			want := t.Hammer(func(delta int64) { k.With("n", func() { n += delta }) })
			assert.Equal(t, want, n)
		},
		Want: verdict.SeenBy(),
	},
}
