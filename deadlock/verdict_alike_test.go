package deadlock_test

import (
	"io"
	"sync"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// alikeRows are of correct programs that look like those that are not.
func alikeRows() []verdict.Row {
	return []verdict.Row{
		{
			Name:    "GuardedLedger",
			Mistake: "one lock around (false alarm)",
			Safe:    true,
			Run:     func(t *verdict.T) { moveAbout(t, deadlock.NewGuardedLedger(3)) },
			Want:    verdict.SeenBy(verdict.GoDeadlock),
			Says:    map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "LedgerAlone",
			Mistake: "A-B and B-A by one goroutine",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The Transfer of UnsafeLedger, which nobody else is there to collide with.
				l := deadlock.NewUnsafeLedger(2)
				l.Transfer(0, 1, 1, always)
				l.Transfer(1, 0, 1, always)
				assert.EqualValues(t, 0, l.Value())
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "LedgerJoined",
			Mistake: "A-B, start, B-A, join, A-B",
			Safe:    true,
			Run: func(t *verdict.T) {
				// Each of the three is over when the next begins, and not by luck.
				l := deadlock.NewUnsafeLedger(2)
				l.Transfer(0, 1, 1, always)
				var wg sync.WaitGroup
				wg.Go(func() { l.Transfer(1, 0, 1, always) })
				wg.Wait()
				l.Transfer(0, 1, 1, always)
				assert.EqualValues(t, 1, l.Balance(1))
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "LedgersApart",
			Mistake: "other locks, in the other order",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The same lines of code, and two ledgers: each has one order.
				one, two := deadlock.NewUnsafeLedger(2), deadlock.NewUnsafeLedger(2)
				t.InTurn(
					func() { one.Transfer(0, 1, 1, always) },
					func() { two.Transfer(1, 0, 1, always) },
				)
			},
			Want: verdict.SeenBy(),
		},
		{
			// The close comes before what it ends, in every run.
			Name:    "LedgerSent",
			Mistake: "A-B, a channel, B-A",
			Safe:    true,
			Run: func(t *verdict.T) {
				l := deadlock.NewUnsafeLedger(2)
				moved := make(chan struct{})
				var wg sync.WaitGroup
				wg.Go(func() { l.Transfer(0, 1, 1, always); close(moved) })
				wg.Go(func() { <-moved; l.Transfer(1, 0, 1, always) })
				wg.Wait()
				assert.EqualValues(t, 0, l.Balance(1))
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			// Who reaches for writing with the count locked is the first reader, and then there is no last one to
			// hold it. Locks do not say so, the count does; so the lock that is handed on has to be told of.
			Name:    "FirstReader",
			Mistake: "two orders, a count, and a Distrust",
			Safe:    true,
			Run: func(t *verdict.T) {
				var l firstReader
				deadlock.Distrust(&l.writing)
				read := func() { l.enter(); l.leave() }
				t.InTurn(read, read)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			// The limit: nothing has told the checker, and each lock is unlocked by the goroutine that has locked it.
			Name:    "FirstReaderUntold",
			Mistake: "two orders, and a count (false alarm)",
			Safe:    true,
			Run: func(t *verdict.T) {
				var l firstReader
				read := func() { l.enter(); l.leave() }
				t.InTurn(read, read)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking", verdict.Deadlock: "possible, by the order of locks"},
		},
		{
			Name:    "LockAll",
			Mistake: "by address, however they are named",
			Safe:    true,
			Run: func(t *verdict.T) {
				var a, b sync.Mutex
				t.InTurn(
					func() { deadlock.LockAll(&a, &b)() },
					func() { deadlock.LockAll(&b, &a)() },
				)
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "PricesReadOnly",
			Mistake: "two orders, and no writer",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The readers of UnsafePrices. They never wait for each other.
				var p deadlock.UnsafePrices
				p.SetOurs(1)
				t.InTurn(
					func() { p.Cheaper() },
					func() { p.Dearer() },
				)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Inconsistent locking"},
		},
		{
			Name:    "ReportAlone",
			Mistake: "reads twice, and nobody writes",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The Report of UnsafeReRLock. Who could come in between has come before.
				var c deadlock.UnsafeReRLock
				c.Add(1)
				assert.NoError(t, c.Report(io.Discard))
			},
			Want: verdict.SeenBy(verdict.GoDeadlock),
			Says: map[verdict.Tool]string{verdict.GoDeadlock: "Recursive locking"},
		},
		{
			Name:    "Cache",
			Mistake: "no longer reads when it writes",
			Safe:    true,
			Run: func(t *verdict.T) {
				c := deadlock.NewCache(twice)
				t.InTurn(
					func() { assert.EqualValues(t, 2, c.Get(1)) },
					func() { assert.EqualValues(t, 2, c.Get(1)) },
				)
			},
			Want: verdict.SeenBy(),
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
			Name:    "ReadersWriters",
			Mistake: "waits, and wakers need no more locks",
			Safe:    true,
			Run: func(t *verdict.T) {
				// The writer waits for the reader, and keeps out who comes later.
				l := deadlock.NewReadersWriters()
				n := 0
				var wg sync.WaitGroup
				l.Read(func() {
					wg.Go(func() { l.Write(func() { n++ }) })
					untilBlocked(t, 1, "sync.Cond.Wait", "(*ReadersWriters).Write")
				})
				l.Read(func() { assert.LessOrEqual(t, n, 1) })
				wg.Wait()
				assert.Equal(t, 1, n)
			},
			Want: verdict.SeenBy(),
		},
	}
}

// A firstReader lets many read: the first of them locks writers out, the last one lets them in again. (Courtois, Heymans
// and Parnas, "Concurrent Control with 'Readers' and 'Writers'", CACM 14(10), 1971, the first problem.)
type firstReader struct {
	count   sync.Mutex // locked before writing by the first reader, and after it by the last
	readers int
	writing sync.Mutex
}

func (l *firstReader) enter() {
	l.count.Lock()
	defer l.count.Unlock()
	if l.readers++; l.readers == 1 {
		l.writing.Lock()
	}
}

func (l *firstReader) leave() {
	l.count.Lock()
	defer l.count.Unlock()
	if l.readers--; l.readers == 0 {
		l.writing.Unlock()
	}
}
