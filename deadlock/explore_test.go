package deadlock_test

import (
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredCounter(t *testing.T)   { explored.Counter(t, new(deadlock.Counter)) }
func TestExploredRWCounter(t *testing.T) { explored.Counter(t, new(deadlock.RWCounter)) }
func TestExploredSaver(t *testing.T)     { explored.Counter(t, new(deadlock.Saver)) }
func TestExploredStock(t *testing.T)     { explored.Counter(t, deadlock.NewStock()) }
func TestExploredLedger(t *testing.T)    { explored.Counter(t, deadlock.NewLedger(1)) }

func TestExploredReset(t *testing.T) {
	var c deadlock.Counter
	explored.Reset(t, &c, c.Reset)
}

func TestExploredCallback(t *testing.T) {
	c := new(deadlock.Counter)
	c.OnAdd = func(int64) { c.Value() }
	explored.Adders(t, c)
}

func TestExploredSave(t *testing.T) {
	c := new(deadlock.Saver)
	explored.Together(2, func(i int) {
		c.Add(1)
		if i == 0 {
			c.Save(func(sum int64) { assert.Positive(t, sum) })
		}
	})
	assert.Equal(t, int64(2), c.Value())
}

func TestExploredReport(t *testing.T) { exploreReport(t, new(deadlock.RWCounter)) }

// exploreReport has a goroutine add while another reports.
func exploreReport(t *testing.T, c interface {
	Add(delta int64)
	Report(w io.Writer) error
}) {
	explored.Together(2, func(i int) {
		if i == 0 {
			c.Add(1)
		} else {
			assert.NoError(t, c.Report(io.Discard))
		}
	})
}

func TestExploredLazy(t *testing.T) {
	explored.Counter(t, deadlock.NewLazy(func() int64 { return 0 }))
}

func TestExploredFeed(t *testing.T) {
	updates := make(chan int64)
	exploreFeed(t, updates, deadlock.NewFeed(updates))
}

// exploreFeed has a goroutine look at the sum before it takes the update.
func exploreFeed(t *testing.T, updates <-chan int64, c counter.Counter) {
	explored.Together(2, func(i int) {
		if i == 0 {
			c.Add(1)
			return
		}
		c.Value()
		assert.Equal(t, int64(1), <-updates)
	})
}

func TestExploredSum(t *testing.T) { exploreSum(t, deadlock.Sum) }

// exploreSum adds up two parts, of which one waits for the other.
func exploreSum(t *testing.T, sum func(parts ...func() int64) int64) {
	met := make(chan struct{})
	got := sum(
		func() int64 { <-met; return 1 },
		func() int64 { close(met); return 2 },
	)
	assert.Equal(t, int64(3), got)
}

func TestExploredTake(t *testing.T) { exploreTake(t, deadlock.NewStock()) }

// A stock is a counter that can be taken from.
type stock interface {
	counter.Counter
	Take(n int64)
}

// exploreTake has two goroutines take 1 each, while two adds of 1 come one after the other.
func exploreTake(t *testing.T, s stock) {
	explored.Together(3, func(i int) {
		if i < 2 {
			s.Take(1)
			assert.GreaterOrEqual(t, s.Value(), int64(0))
			return
		}
		s.Add(1)
		s.Add(1)
	})
	assert.Zero(t, s.Value())
}

func TestExploredTakeOfTwo(t *testing.T) { exploreTakeOfTwo(t, deadlock.NewStock()) }

// exploreTakeOfTwo has a goroutine wait for 2, and another for the 1 that a third adds: it brings back 2.
func exploreTakeOfTwo(t *testing.T, s stock) {
	explored.Together(3, func(i int) {
		switch i {
		case 0:
			s.Take(2)
		case 1:
			s.Take(1)
			s.Add(2)
		default:
			s.Add(1)
		}
	})
	assert.Zero(t, s.Value())
}

func TestExploredEvent(t *testing.T) { exploreEvent(deadlock.NewEvent()) }

// exploreEvent has a goroutine wait for what another does, before that or after.
func exploreEvent(e interface {
	Fire()
	Wait()
}) {
	explored.Together(2, func(i int) {
		if i == 0 {
			e.Fire()
		} else {
			e.Wait()
		}
	})
}

func TestExploredAwait(t *testing.T) { exploreAwait(t, deadlock.Await[int64]) }

// exploreAwait waits for a number with a context that is done at any time. No goroutine may be left behind.
func exploreAwait(t *testing.T, await func(ctx context.Context, read func() int64) (int64, error)) {
	ctx, cancel := context.WithCancel(context.Background())
	go cancel()
	if got, err := await(ctx, func() int64 { return 1 }); err == nil {
		assert.Equal(t, int64(1), got)
	}
}

func TestExploredTransfer(t *testing.T) { exploreTransfer(t, deadlock.NewLedger(2)) }
func TestExploredGuardedTransfer(t *testing.T) {
	exploreTransfer(t, deadlock.NewGuardedLedger(2))
}

// exploreTransfer has two goroutines transfer crosswise, and a third look at the sum meanwhile.
func exploreTransfer(t *testing.T, l ledger) {
	explored.Together(3, func(i int) {
		if i == 2 {
			assert.Zero(t, l.Value())
		} else {
			l.Transfer(i, 1-i, 1, always)
		}
	})
}

func TestExploredShop(t *testing.T) { exploreShop(new(deadlock.Shop)) }

// exploreShop has three goroutines do business, each with two of three accounts.
func exploreShop(s interface {
	Sell(n int64, approve func(stock int64) bool) bool
	Pay(n int64, approve func(cash int64) bool) bool
	Buy(n int64, approve func(debt int64) bool) bool
}) {
	explored.Together(3, func(i int) {
		switch i {
		case 0:
			s.Sell(1, always)
		case 1:
			s.Pay(1, always)
		default:
			s.Buy(1, always)
		}
	})
}

func TestExploredOrderedTable(t *testing.T) { exploreTable(t, deadlock.NewOrderedTable(3)) }
func TestExploredArbiterTable(t *testing.T) { exploreTable(t, deadlock.NewArbiterTable(3)) }

// What the host decides is a step each, for guests that need not be there at once: two are enough.
func TestExploredHostedTable(t *testing.T) {
	table := deadlock.NewHostedTable(2)
	t.Cleanup(table.Close)
	exploreTable(t, table)
}

// exploreTable has each philosopher eat once.
func exploreTable(t *testing.T, table deadlock.Table) {
	for seat, eaten := range deadlock.Dine(table, 1, func() {}) {
		assert.Equal(t, 1, eaten, "seat %d", seat)
	}
}
