package till

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/verdict"
)

func TestTill(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{Name: "UnsafeSum", Mistake: "a sum without a lock", Fix: "Sum", Run: runUnsafe, Want: verdict.SeenBy(verdict.Race)},
		{
			Name:    "Twice",
			Mistake: "the same, apart in time",
			Fix:     "Sum",
			Run: func(t *verdict.T) {
				// The sum is right.
				runUnsafe(t)
			},
			Want: verdict.SeenBy(verdict.Race),
		},
		{Name: "Named", Mistake: "run by a function", Run: runUnsafe, Want: verdict.SeenBy(verdict.Race)},
		{Name: "Sum", Mistake: "a lock", Safe: true, Run: func(*verdict.T) {}, Want: verdict.SeenBy()},
	})
}

// runUnsafe pays twice.
func runUnsafe(t *verdict.T) {
	u := NewUnsafeSum(0)
	t.InTurn(func() { u.Pay(1) }, func() { u.Pay(2) })
}
