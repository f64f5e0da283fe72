package deadlock_test

import (
	"context"
	"io"
	"sync"
	"sync/atomic"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// safeRows are the cures.
func safeRows() []verdict.Row {
	return []verdict.Row{
		{
			Name:    "Ledger",
			Mistake: "one order for all locks",
			Safe:    true,
			Run:     func(t *verdict.T) { moveAbout(t, deadlock.NewLedger(3)) },
			Want:    verdict.SeenBy(),
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
			Name:    "Mirror",
			Mistake: "one order, to read and to write",
			Safe:    true,
			Run: func(t *verdict.T) {
				var m deadlock.Mirror
				m.SetLeft(1)
				var wg sync.WaitGroup
				wg.Go(m.ToRight)
				wg.Go(m.ToLeft)
				wg.Wait()
				assert.Equal(t, m.Left(), m.Right())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Prices",
			Mistake: "one order, though it only reads",
			Safe:    true,
			Run: func(t *verdict.T) {
				var p deadlock.Prices
				t.InTurn(
					func() { p.Cheaper() },
					func() { p.Dearer() },
					func() { p.SetOurs(1) },
					func() { p.SetTheirs(1) },
				)
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "Topic",
			Mistake: "holds one lock at a time",
			Safe:    true,
			Run: func(t *verdict.T) {
				var topic deadlock.Topic
				cancel := topic.Subscribe(func(int64) {})
				t.InTurn(func() { topic.Publish(1) }, cancel)
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
			Name:    "Booking",
			Mistake: "the unlock beside the lock",
			Safe:    true,
			Run: func(t *verdict.T) {
				b := deadlock.NewBooking()
				var wg sync.WaitGroup
				for range 2 {
					wg.Go(func() { b.Book(1) })
					wg.Wait()
				}
				assert.True(t, b.Book(2))
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
			Name:    "Crew",
			Mistake: "waits, and then locks",
			Safe:    true,
			Run: func(t *verdict.T) {
				var c deadlock.Crew
				c.Do(func() { untilBlocked(t, 1, "sync.WaitGroup.Wait", "(*Crew).Close") })
				assert.Equal(t, 1, c.Close())
			},
			Want: verdict.SeenBy(),
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
			Name:    "Gather",
			Mistake: "receives while another waits",
			Safe:    true,
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.Gather(number(1), number(2)))
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Merge",
			Mistake: "a loop with an end",
			Safe:    true,
			Run: func(t *verdict.T) {
				a, b := make(chan int64), make(chan int64)
				go func() { a <- 1; close(a) }()
				go func() { b <- 2; close(b) }()
				sum := int64(0)
				deadlock.Merge(a, b, func(n int64) { sum += n })
				assert.EqualValues(t, 3, sum)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Slots",
			Mistake: "one place that gives back",
			Safe:    true,
			Run: func(t *verdict.T) {
				s := deadlock.NewSlots(1)
				assert.ErrorIs(t, s.Do(func() error { return io.EOF }), io.EOF)
				assert.NoError(t, s.Do(func() error { return nil }))
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
			Name:    "Warehouse",
			Mistake: "unlocks, and then waits",
			Safe:    true,
			Run: func(t *verdict.T) {
				w := deadlock.NewWarehouse()
				var wg sync.WaitGroup
				wg.Go(func() { w.Take("bolts", 1) })
				untilBlocked(t, 1, "sync.Cond.Wait", "(*Warehouse).Take")
				w.Bring("bolts", 1)
				wg.Wait()
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
	}
}
