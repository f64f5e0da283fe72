package deadlock_test

import (
	"sync"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// orderRows are of locks that wait for each other.
func orderRows() []verdict.Row {
	return []verdict.Row{
		{
			Name:    "UnsafeLedger",
			Mistake: "A before B, B before A",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				crossTransfers(t, deadlock.NewUnsafeLedger(2))
				t.Outcome("both moved")
			},
			Outcomes: verdict.Outcomes{"both moved": verdict.Acceptable, "stuck": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "goroutines wait for each other",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeLedgerUnmet",
			Mistake: "A-B, then B-A: no collision",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				// The same two transfers, and nobody waits: the one is over when the other begins.
				l := deadlock.NewUnsafeLedger(2)
				t.InTurn(
					func() { l.Transfer(0, 1, 1, always) },
					func() { l.Transfer(1, 0, 1, always) },
				)
				t.Outcome("both moved")
				assert.EqualValues(t, 0, l.Value())
			},
			Outcomes: verdict.Outcomes{"both moved": verdict.Acceptable, "stuck": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking", verdict.Deadlock: "possible, by the order of locks", verdict.Explore: "deadlock: "},
		},
		{
			Name:    "UnsafeLedgerSlots",
			Mistake: "A-B, then B-A: a semaphore for two",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				// A channel was used by both, the one after the other. But that it was in this order it has not seen to.
				l := deadlock.NewUnsafeLedger(2)
				slots := make(chan struct{}, 2)
				move := func(from, to int) {
					slots <- struct{}{}
					l.Transfer(from, to, 1, always)
					<-slots
				}
				t.InTurn(func() { move(0, 1) }, func() { move(1, 0) })
				assert.EqualValues(t, 0, l.Value())
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking", verdict.Deadlock: "possible, by the order of locks", verdict.Explore: "deadlock: "},
		},
		{
			Name:    "UnsafeLedgerPartly",
			Mistake: "two deadlock, the rest runs",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				// Nobody waits for the two, so the program ends as if nothing were wrong. Before they meet each
				// has been through a transfer between two other accounts.
				l := deadlock.NewUnsafeLedger(4)
				meet := meet(t, 2)
				for _, last := range [][2]int{{0, 1}, {1, 0}} {
					go func() {
						for _, way := range [][2]int{{2, 3}, last} {
							l.Transfer(way[0], way[1], 1, func(int64) bool {
								if way == last {
									meet()
								}
								return true
							})
						}
					}()
				}
				untilBlocked(t, 2, "sync.Mutex.Lock", "(*UnsafeLedger).Transfer")
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "goroutines wait for each other",
				verdict.Goleak:     "(*UnsafeLedger).Transfer",
				verdict.Explore:    "leak: ",
			},
		},
		{
			Name:    "UnsafeInFlight",
			Mistake: "wrong fix: money in neither account",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				l := deadlock.NewUnsafeInFlight(2)
				l.Add(100)
				var wg sync.WaitGroup
				// One goroutine shows what is in account 1, and holds on to it.
				shown, done := make(chan int64), make(chan struct{})
				wg.Go(func() {
					l.Transfer(1, 0, 0, func(balance int64) bool { shown <- balance; <-done; return false })
				})
				sum := <-shown
				// Another moves 40 there, and has taken them out of account 0.
				wg.Go(func() { l.Transfer(0, 1, 40, always) })
				untilBlocked(t, 1, "sync.Mutex.Lock", "(*UnsafeInFlight).Transfer")
				sum += l.Balance(0)
				close(done)
				wg.Wait()
				t.Outcome("%d", sum)
				assert.Equal(t, int64(100), sum, "what is in the accounts, at a moment when both stand still")
			},
			Outcomes: verdict.Outcomes{"100": verdict.Acceptable, "60": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "actual  : 60", verdict.Explore: "what is in the accounts"},
		},
		{
			Name:    "UnsafeCycle3",
			Mistake: "three locks in a circle",
			Fix:     "Shop",
			Run: func(t *verdict.T) {
				var s deadlock.UnsafeCycle3
				meet := meet(t, 3)
				approve := func(int64) bool { meet(); return true }
				var wg sync.WaitGroup
				wg.Go(func() { s.Sell(1, approve) })
				wg.Go(func() { s.Pay(1, approve) })
				wg.Go(func() { s.Buy(1, approve) })
				wg.Wait()
				t.Outcome("all traded")
			},
			Outcomes: verdict.Outcomes{"all traded": verdict.Acceptable, "stuck": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Runtime, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:  asleep,
				verdict.Deadlock: "goroutines wait for each other",
				verdict.Assert:   "(*UnsafeCycle3).Buy",
				verdict.Explore:  "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCycle3Unmet",
			Mistake: "the three, one after another",
			Fix:     "Shop",
			Run: func(t *verdict.T) {
				var s deadlock.UnsafeCycle3
				t.InTurn(
					func() { s.Sell(1, always) },
					func() { s.Pay(1, always) },
					func() { s.Buy(1, always) },
				)
			},
			Want: verdict.SeenBy(verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Deadlock: "possible, by the order of locks", verdict.Explore: "deadlock: "},
		},
		{
			Name:    "UnsafeTable",
			Mistake: "all take the left fork",
			Fix:     "OrderedTable",
			Run: func(t *verdict.T) {
				seats := min(5, t.Goroutines)
				deadlock.Dine(deadlock.NewUnsafeTable(seats), 1, meet(t, seats))
				t.Outcome("all have eaten")
			},
			Outcomes: verdict.Outcomes{"all have eaten": verdict.Acceptable, "stuck": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Runtime, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:  asleep,
				verdict.Deadlock: "goroutines wait for each other",
				verdict.Assert:   "(*UnsafeTable).Eat",
				verdict.Explore:  "deadlock: ",
			},
		},
		{
			Name:    "UnsafeTableUnmet",
			Mistake: "five locks, one after another",
			Fix:     "OrderedTable",
			Run: func(t *verdict.T) {
				table := deadlock.NewUnsafeTable(min(5, t.Goroutines))
				var meals []func()
				for seat := range table.Seats() {
					meals = append(meals, func() { table.Eat(seat, func() {}, func() {}) })
				}
				t.InTurn(meals...)
			},
			Want: verdict.SeenBy(verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Deadlock: "possible, by the order of locks", verdict.Explore: "deadlock: "},
		},
		{
			Name:    "UnsafeHalfGuarded",
			Mistake: "one lock around, but not always",
			Fix:     "GuardedLedger",
			Run: func(t *verdict.T) {
				l := deadlock.NewUnsafeHalfGuarded(2)
				t.InTurn(
					func() { l.Transfer(1, 0, 1, always) },
					func() { l.Value() },
				)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "possible, by the order of locks",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeMirror",
			Mistake: "each reads one, writes the other",
			Fix:     "Mirror",
			Run: func(t *verdict.T) {
				var m deadlock.UnsafeMirror
				t.InTurn(m.ToRight, m.ToLeft)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "possible, by the order of locks",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafePrices",
			Mistake: "reads in two orders, and writers",
			Fix:     "Prices",
			Run: func(t *verdict.T) {
				var p deadlock.UnsafePrices
				t.InTurn(
					func() { p.Cheaper() },
					func() { p.Dearer() },
					func() { p.SetOurs(1) },
					func() { p.SetTheirs(1) },
				)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "possible, by the order of locks",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeTopic",
			Mistake: "two objects that call each other",
			Fix:     "Topic",
			Run: func(t *verdict.T) {
				var topic deadlock.UnsafeTopic
				cancel := topic.Subscribe(func(int64) {})
				t.InTurn(func() { topic.Publish(1) }, cancel)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
				verdict.Deadlock:   "possible, by the order of locks",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeRefund",
			Mistake: "one way only, against the ranks",
			Fix:     "Shop",
			Run:     func(*verdict.T) { deadlock.NewUnsafeRefund().Refund(1) },
			Want:    verdict.SeenBy(verdict.Deadlock),
			Says:    map[verdict.Tool]string{verdict.Deadlock: "of rank 1 is taken with"},
		},
		{
			Name:    "UnsafePolite",
			Mistake: "wrong fix: a livelock",
			Fix:     "BackoffTable",
			Run: func(t *verdict.T) {
				// They keep in step: all have the left fork before any reaches for the right one,
				// and all have found it taken before any puts the left one back.
				seats := min(5, t.Goroutines)
				table := deadlock.NewUnsafePolite(seats)
				meet := meet(t, seats)
				table.Sorry = meet
				table.Tries = min(100, t.Steps)
				eaten := deadlock.Dine(table, 1, meet)
				t.Outcome("%v", eaten)
				assert.NotContains(t, eaten, 0, "a philosopher went without a meal")
			},
			Outcomes: verdict.Outcomes{"[0 0]": verdict.Forbidden, "[0 1]": verdict.Forbidden, "[1 0]": verdict.Forbidden, "[1 1]": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "[]int{0, 0, 0, 0, 0}", verdict.Explore: "went without a meal"},
		},
	}
}
