package deadlock_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/deadlock"
)

var (
	_ counter.Counter = (*deadlock.UnsafeLedger)(nil)
	_ counter.Counter = (*deadlock.UnsafeInFlight)(nil)
	_ counter.Counter = (*deadlock.UnsafeRelock)(nil)
	_ counter.Counter = (*deadlock.UnsafeCallback)(nil)
	_ counter.Counter = (*deadlock.UnsafeReRLock)(nil)
	_ counter.Counter = (*deadlock.UnsafeOnceSelf)(nil)
	_ counter.Counter = (*deadlock.UnsafeSendLocked)(nil)
	_ counter.Counter = (*deadlock.UnsafeCondIf)(nil)
	_ counter.Counter = (*deadlock.UnsafeSignal)(nil)
)

func TestConformance(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// Who feeds on the Feed ends with the test, before goleak looks.
	updates := make(chan int64)
	var fed sync.WaitGroup
	fed.Go(func() {
		for range updates {
		}
	})
	defer fed.Wait()
	defer close(updates)

	for name, newCounter := range map[string]func() counter.Counter{
		"Ledger":        func() counter.Counter { return deadlock.NewLedger(2) },
		"GuardedLedger": func() counter.Counter { return deadlock.NewGuardedLedger(2) },
		"Counter":       func() counter.Counter { return new(deadlock.Counter) },
		"RWCounter":     func() counter.Counter { return new(deadlock.RWCounter) },
		"Lazy":          func() counter.Counter { return deadlock.NewLazy(number(0)) },
		"Feed":          func() counter.Counter { return deadlock.NewFeed(updates) },
		"Saver":         func() counter.Counter { return new(deadlock.Saver) },
		"Stock":         func() counter.Counter { return deadlock.NewStock() },
	} {
		t.Run(name, func(t *testing.T) { countertest.Run(t, newCounter) })
	}
}

func TestLedgers(t *testing.T) {
	for name, newLedger := range map[string]func(n int) ledger{
		"Ledger":        func(n int) ledger { return deadlock.NewLedger(n) },
		"GuardedLedger": func(n int) ledger { return deadlock.NewGuardedLedger(n) },
		"UnsafeLedger":  func(n int) ledger { return deadlock.NewUnsafeLedger(n) },
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger(2)
			l.Add(100)
			shown := func(want int64, answer bool) func(int64) bool {
				return func(balance int64) bool {
					assert.Equal(t, want, balance, "approve is shown the balance of the account that gives")
					return answer
				}
			}
			assert.True(t, l.Transfer(0, 1, 30, shown(100, true)))
			assert.True(t, l.Transfer(1, 0, 10, shown(30, true)))
			assert.False(t, l.Transfer(1, 0, 10, shown(20, false)), "not approved")
			assert.EqualValues(t, 80, l.Balance(0))
			assert.EqualValues(t, 20, l.Balance(1))
			assert.EqualValues(t, 100, l.Value())
			assert.Panics(t, func() { newLedger(0) })
		})
	}
}

func TestLedgersTransferToSelf(t *testing.T) {
	for name, l := range map[string]ledger{
		"Ledger":        deadlock.NewLedger(1),
		"GuardedLedger": deadlock.NewGuardedLedger(1),
	} {
		t.Run(name, func(t *testing.T) {
			l.Add(100)
			ends(t, func() {
				assert.True(t, l.Transfer(0, 0, 30, always))
				assert.False(t, l.Transfer(0, 0, 30, func(int64) bool { return false }))
			})
			assert.EqualValues(t, 100, l.Value())
		})
	}
}

// A transfer that waits for the lower of its accounts does not hold the higher one, whichever way the
// money goes.
func TestLedgerLocksInOrder(t *testing.T) {
	for _, way := range [][2]int{{0, 2}, {2, 0}} {
		l := deadlock.NewLedger(3)
		var wg sync.WaitGroup
		holding, enough := make(chan struct{}), make(chan struct{})
		wg.Go(func() {
			l.Transfer(0, 1, 0, func(int64) bool { close(holding); <-enough; return true })
		})
		<-holding
		wg.Go(func() { l.Transfer(way[0], way[1], 0, always) })
		waitUntilBlocked(1, "sync.Mutex.Lock", "(*Ledger).Transfer")
		ends(t, func() { l.Balance(2) })
		close(enough)
		wg.Wait()
	}
}

// A Value that waits for a transfer to end holds no account that the transfer may want.
func TestGuardedLedgerGuardsValue(t *testing.T) {
	l := deadlock.NewGuardedLedger(2)
	var wg sync.WaitGroup
	holding, enough := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		l.Transfer(1, 0, 0, func(int64) bool { close(holding); <-enough; return true })
	})
	<-holding
	wg.Go(func() { l.Value() })
	waitUntilBlocked(1, "sync.Mutex.Lock", "(*GuardedLedger).Value")
	ends(t, func() { l.Balance(0) })
	close(enough)
	wg.Wait()
}

// An approve that panics must not leave an account locked.
func TestLedgersUnlockOnPanic(t *testing.T) {
	for name, l := range map[string]ledger{
		"Ledger":        deadlock.NewLedger(2),
		"GuardedLedger": deadlock.NewGuardedLedger(2),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Panics(t, func() { l.Transfer(0, 1, 1, func(int64) bool { panic("no") }) })
			ends(t, func() { assert.EqualValues(t, 0, l.Value()) })
		})
	}
}

func TestCounterCallsOutUnlocked(t *testing.T) {
	var c deadlock.Counter
	var sums []int64
	c.OnAdd = func(sum int64) {
		assert.Equal(t, sum, c.Value())
		sums = append(sums, sum)
		if sum == 1 {
			c.Add(2) // even this
		}
	}
	ends(t, func() { c.Add(1) })
	assert.Equal(t, []int64{1, 3}, sums)
}

func TestRWCounterReport(t *testing.T) {
	var c deadlock.RWCounter
	c.Add(2)
	c.Add(3)
	var b bytes.Buffer
	assert.NoError(t, c.Report(&b))
	assert.Equal(t, "adds: 2\nsum: 5\n", b.String())

	full := errors.New("full")
	assert.ErrorIs(t, c.Report(failing{full}), full)
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestLazyLoadsOnce(t *testing.T) {
	loads := 0
	c := deadlock.NewLazy(func() int64 { loads++; return 100 })
	assert.Equal(t, 0, loads, "loaded before it was used")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { c.Add(1) })
	}
	ends(t, wg.Wait)
	assert.EqualValues(t, 108, c.Value())
	assert.Equal(t, 1, loads)
}

func TestSaverStandsStillForASave(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var c deadlock.Saver
	var saved []int64 // guarded by the lock that Save hands on
	ends(t, func() {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				for range 100 {
					c.Add(1)
					c.Save(func(sum int64) { saved = append(saved, sum) })
				}
			})
		}
		wg.Wait()
		assert.EqualValues(t, 800, c.Value())
	})
	assert.Len(t, saved, 800)
	assert.IsNonDecreasing(t, saved)
}
