package deadlock_test

import (
	"context"
	"io"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// asleep is the runtime's verdict on a deadlock.
const asleep = "fatal error: all goroutines are asleep - deadlock!"

func TestVerdict(t *testing.T) {
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeLedger",
			Mistake: "A before B, B before A",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				crossTransfers(t, deadlock.NewUnsafeLedger(2))
				t.Outcome("both moved")
			},
			Outcomes: verdict.Outcomes{"both moved": verdict.Acceptable, "stuck": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Inconsistent locking",
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
			Want:     verdict.SeenBy(verdict.GoDeadlock, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking", verdict.Explore: "deadlock: "},
		},
		{
			Name:    "UnsafeLedgerPartly",
			Mistake: "two deadlock, the rest runs",
			Fix:     "Ledger",
			Run: func(t *verdict.T) {
				// Nobody waits for the two, so the program ends as if nothing were wrong.
				go crossTransfers(t, deadlock.NewUnsafeLedger(2))
				untilBlocked(t, 2, "sync.Mutex.Lock", "(*UnsafeLedger).Transfer")
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Inconsistent locking",
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
			Want:     verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "(*UnsafeCycle3).Buy",
				verdict.Explore: "deadlock: ",
			},
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
			Want:     verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "(*UnsafeTable).Eat",
				verdict.Explore: "deadlock: ",
			},
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
		{
			Name:    "UnsafeRelock",
			Mistake: "locks twice",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeRelock
				c.Add(1)
				assert.EqualValues(t, 1, c.Reset())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCallback",
			Mistake: "calls out with the lock held",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeCallback
				c.OnAdd = func(int64) { c.Value() }
				c.Add(1)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Assert:     "(*UnsafeCallback).Value",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeReRLock",
			Mistake: "reads twice around a writer",
			Fix:     "RWCounter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeReRLock
				// The report holds its first read lock when it writes its first line. Let a writer
				// come, and wait, before it goes on to take the second.
				var come sync.Once
				w := writerFunc(func() {
					come.Do(func() {
						go c.Add(1)
						untilBlocked(t, 1, "sync.RWMutex.Lock", "(*UnsafeReRLock).Add")
					})
				})
				assert.NoError(t, c.Report(w))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Assert:     "sync.RWMutex.RLock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeReRLockUnmet",
			Mistake: "reads twice, and no writer",
			Fix:     "RWCounter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeReRLock
				c.Add(1)
				assert.NoError(t, c.Report(io.Discard))
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Recursive locking"},
		},
		{
			Name:    "UnsafeOnceSelf",
			Mistake: "a Once that calls itself",
			Fix:     "Lazy",
			Run: func(t *verdict.T) {
				c := deadlock.NewUnsafeOnceSelf(func() int64 { return 100 })
				assert.EqualValues(t, 100, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.(*Once).doSlow",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeSendLocked",
			Mistake: "lock held across a send",
			Fix:     "Feed",
			Run: func(t *verdict.T) {
				updates := make(chan int64)
				c := deadlock.NewUnsafeSendLocked(updates)
				go c.Add(1)
				untilBlocked(t, 1, "chan send", "(*UnsafeSendLocked).Add")
				c.Value()
				assert.Equal(t, <-updates, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeSendLockedBuffered",
			Mistake: "wrong fix: a buffer, until full",
			Fix:     "Feed",
			Run: func(t *verdict.T) {
				updates := make(chan int64, min(8, t.Goroutines))
				c := deadlock.NewUnsafeSendLocked(updates)
				go func() {
					for range cap(updates) + 1 {
						c.Add(1)
					}
				}()
				untilBlocked(t, 1, "chan send", "(*UnsafeSendLocked).Add")
				c.Value()
				assert.LessOrEqual(t, <-updates, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeWaitInLoop",
			Mistake: "waits inside of its loop",
			Fix:     "Sum",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.UnsafeWaitInLoop(number(1), number(2)))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.WaitGroup.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCondIf",
			Mistake: "if around Wait, not for",
			Fix:     "Stock",
			Run: func(t *verdict.T) {
				s := deadlock.NewUnsafeCondIf()
				var wg sync.WaitGroup
				wg.Go(func() { s.Take(1) })
				wg.Go(func() { s.Take(1) })
				untilBlocked(t, 2, "sync.Cond.Wait", "(*UnsafeCondIf).Take")
				s.Add(1)
				if t.Explored { // where also one of them comes too late to take it
					assert.GreaterOrEqual(t, s.Value(), int64(0))
					s.Add(1)
				}
				wg.Wait()
				assert.GreaterOrEqual(t, s.Value(), int64(0))
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: `"-1" is not greater than or equal to "0"`, verdict.Explore: "is not greater than or equal to"},
		},
		{
			Name:    "UnsafeSignal",
			Mistake: "wakes one, and the wrong one",
			Fix:     "Stock",
			Run: func(t *verdict.T) {
				s := deadlock.NewUnsafeSignal()
				go s.Take(5)
				untilBlocked(t, 1, "sync.Cond.Wait", "(*UnsafeSignal).Take")
				one := make(chan struct{})
				go func() { s.Take(1); close(one) }()
				untilBlocked(t, 2, "sync.Cond.Wait", "(*UnsafeSignal).Take")
				s.Add(1) // a Cond wakes who has waited the longest
				<-one
				s.Add(5)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.Cond.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeMissedSignal",
			Mistake: "waits for what has been",
			Fix:     "Event",
			Run: func(t *verdict.T) {
				e := deadlock.NewUnsafeMissedSignal()
				e.Fire()
				e.Wait()
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.Cond.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeTimeoutLeak",
			Mistake: "a result that nobody receives",
			Fix:     "Await",
			Run: func(t *verdict.T) {
				_, err := tooLate(deadlock.UnsafeTimeoutLeak)
				assert.ErrorIs(t, err, context.Canceled)
			},
			Want: verdict.SeenBy(verdict.Goleak, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Goleak: "chan send", verdict.Explore: "leak: "},
		},
		{
			// The last of those that hang: where all rows share a process, it stays awake, and then
			// the process never looks at rest.
			Name:    "UnsafeSpin",
			Mistake: "wrong fix: TryLock in a loop",
			Fix:     "BackoffTable",
			Run: func(t *verdict.T) {
				seats := min(5, t.Goroutines)
				deadlock.Dine(deadlock.NewUnsafeSpin(seats), 1, meet(t, seats))
			},
			Deadline: 300 * time.Millisecond, // it never rests, and never ends either
			Bound:    300,
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "(*UnsafeSpin).Eat", verdict.Explore: "no end in sight"},
		},
		{
			Name:    "Ledger",
			Mistake: "one order for all locks",
			Safe:    true,
			Run:     func(t *verdict.T) { moveAbout(t, deadlock.NewLedger(3)) },
			Want:    verdict.SeenBy(),
		},
		{
			Name:    "GuardedLedger",
			Mistake: "one lock around (false alarm)",
			Safe:    true,
			Run:     func(t *verdict.T) { moveAbout(t, deadlock.NewGuardedLedger(3)) },
			Want:    verdict.SeenBy(verdict.GoDeadlock),
			Says:    map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "Shop",
			Mistake: "one order for three locks",
			Safe:    true,
			Run: func(t *verdict.T) {
				var s deadlock.Shop
				var wg sync.WaitGroup
				for _, trade := range []func(int64, func(int64) bool) bool{s.Sell, s.Pay, s.Buy} {
					wg.Go(func() {
						for range t.Steps {
							trade(1, func(int64) bool { yield(t); return true })
						}
					})
				}
				wg.Wait()
				assert.EqualValues(t, 0, s.Worth())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "OrderedTable",
			Mistake: "the lower fork first",
			Safe:    true,
			Run:     func(t *verdict.T) { dinner(t, deadlock.NewOrderedTable(min(5, t.Goroutines))) },
			Want:    verdict.SeenBy(),
		},
		{
			Name:    "BackoffTable",
			Mistake: "TryLock, put back, pause",
			Safe:    true,
			Run:     func(t *verdict.T) { dinner(t, deadlock.NewBackoffTable(min(5, t.Goroutines))) },
			Bound:   60,
			Want:    verdict.SeenBy(),
		},
		{
			Name:    "BackoffTableForTwo",
			Mistake: "TryLock never waits (false alarm)",
			Safe:    true,
			Run: func(t *verdict.T) {
				// First one after the other, so that each for certain has one fork when it tries the
				// other.
				table := deadlock.NewBackoffTable(2)
				table.Eat(0, func() {}, func() {})
				table.Eat(1, func() {}, func() {})
				dinner(t, table)
			},
			Bound: 60,
			Want:  verdict.SeenBy(verdict.GoDeadlock),
			Says:  map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "ArbiterTable",
			Mistake: "one lock around the taking",
			Safe:    true,
			Run:     func(t *verdict.T) { dinner(t, deadlock.NewArbiterTable(min(5, t.Goroutines))) },
			Want:    verdict.SeenBy(),
		},
		{
			Name:    "HostedTable",
			Mistake: "no locks: a host serves",
			Safe:    true,
			Run: func(t *verdict.T) {
				table := deadlock.NewHostedTable(min(5, t.Goroutines))
				defer table.Close()
				dinner(t, table)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Counter",
			Mistake: "locks once, calls out unlocked",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c deadlock.Counter
				var calls atomic.Int64
				c.OnAdd = func(int64) { c.Value(); calls.Add(1) }
				sum := t.Hammer(c.Add)
				assert.Equal(t, sum, calls.Load())
				assert.Equal(t, sum, c.Reset())
				assert.EqualValues(t, 0, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "RWCounter",
			Mistake: "reads once, writes unlocked",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c deadlock.RWCounter
				w := writerFunc(func() { c.Add(1) })
				assert.NoError(t, c.Report(w))
				assert.EqualValues(t, 2, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Lazy",
			Mistake: "the start starts nothing",
			Safe:    true,
			Run: func(t *verdict.T) {
				c := deadlock.NewLazy(func() int64 { return 100 })
				assert.Equal(t, 100+t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Feed",
			Mistake: "unlocks, then sends",
			Safe:    true,
			Run: func(t *verdict.T) {
				updates := make(chan int64)
				c := deadlock.NewFeed(updates)
				go c.Add(1)
				untilBlocked(t, 1, "chan send", "(*Feed).Add")
				c.Value()
				assert.Equal(t, <-updates, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Saver",
			Mistake: "a lock handed on (false alarm)",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The save goes on until its caller waits for it to end.
				var c deadlock.Saver
				var saved int64
				c.Add(1)
				c.Save(func(sum int64) {
					untilBlocked(t, 1, "sync.Mutex.Lock", "(*Saver).Value")
					saved = sum
				})
				assert.EqualValues(t, 1, c.Value())
				assert.EqualValues(t, 1, saved)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Recursive locking"},
		},
		{
			Name:    "Sum",
			Mistake: "waits after the loop",
			Safe:    true,
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.Sum(number(1), number(2)))
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Stock",
			Mistake: "for around Wait, and Broadcast",
			Safe:    true,
			Run: func(t *verdict.T) {
				// What UnsafeCondIf and UnsafeSignal do wrong: two who want one, and one who wants
				// five and waits the longest.
				s := deadlock.NewStock()
				var wg sync.WaitGroup
				wg.Go(func() { s.Take(5) })
				untilBlocked(t, 1, "sync.Cond.Wait", "(*Stock).Take")
				one := make(chan struct{}, 2)
				for range 2 {
					wg.Go(func() { s.Take(1); one <- struct{}{} })
				}
				untilBlocked(t, 3, "sync.Cond.Wait", "(*Stock).Take")
				s.Add(1)
				<-one
				assert.EqualValues(t, 0, s.Value())
				s.Add(6)
				wg.Wait()
				assert.EqualValues(t, 0, s.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Event",
			Mistake: "a wake-up with a memory",
			Safe:    true,
			Run: func(t *verdict.T) {
				e := deadlock.NewEvent()
				var wg sync.WaitGroup
				wg.Go(e.Wait)
				untilBlocked(t, 1, "sync.Cond.Wait", "(*Event).Wait")
				e.Fire()
				wg.Wait()
				e.Wait()
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Await",
			Mistake: "room for the late result",
			Safe:    true,
			Run: func(t *verdict.T) {
				_, err := tooLate(deadlock.Await)
				assert.ErrorIs(t, err, context.Canceled)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}
