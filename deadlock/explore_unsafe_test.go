//go:build unsafe

package deadlock_test

import (
	"testing"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredUnsafeRelock(t *testing.T) {
	var c deadlock.UnsafeRelock
	explored.Reset(t, &c, c.Reset)
}

func TestExploredUnsafeCallback(t *testing.T) {
	c := new(deadlock.UnsafeCallback)
	c.OnAdd = func(int64) { c.Value() }
	explored.Adders(t, c)
}

func TestExploredUnsafeReRLock(t *testing.T) { exploreReport(t, new(deadlock.UnsafeReRLock)) }

func TestExploredUnsafeOnceSelf(t *testing.T) {
	explored.Counter(t, deadlock.NewUnsafeOnceSelf(func() int64 { return 0 }))
}

func TestExploredUnsafeSendLocked(t *testing.T) {
	updates := make(chan int64)
	exploreFeed(t, updates, deadlock.NewUnsafeSendLocked(updates))
}

func TestExploredUnsafeWaitInLoop(t *testing.T)   { exploreSum(t, deadlock.UnsafeWaitInLoop) }
func TestExploredUnsafeCondIf(t *testing.T)       { exploreTake(t, deadlock.NewUnsafeCondIf()) }
func TestExploredUnsafeSignal(t *testing.T)       { exploreTakeOfTwo(t, deadlock.NewUnsafeSignal()) }
func TestExploredUnsafeMissedSignal(t *testing.T) { exploreEvent(deadlock.NewUnsafeMissedSignal()) }
func TestExploredUnsafeTimeoutLeak(t *testing.T)  { exploreAwait(t, deadlock.UnsafeTimeoutLeak[int64]) }
func TestExploredUnsafeLedger(t *testing.T)       { exploreTransfer(t, deadlock.NewUnsafeLedger(2)) }
func TestExploredUnsafeInFlight(t *testing.T)     { exploreTransfer(t, deadlock.NewUnsafeInFlight(2)) }
func TestExploredUnsafeCycle3(t *testing.T)       { exploreShop(new(deadlock.UnsafeCycle3)) }
func TestExploredUnsafeTable(t *testing.T)        { exploreTable(t, deadlock.NewUnsafeTable(3)) }

func TestExploredUnsafePolite(t *testing.T) {
	table := deadlock.NewUnsafePolite(3)
	table.Tries = 1
	exploreTable(t, table)
}

func TestExploredUnsafeHalfGuarded(t *testing.T) {
	exploreTransfer(t, deadlock.NewUnsafeHalfGuarded(2))
}
func TestExploredUnsafeMirror(t *testing.T)      { exploreMirror(t, new(deadlock.UnsafeMirror)) }
func TestExploredUnsafePrices(t *testing.T)      { explorePrices(new(deadlock.UnsafePrices)) }
func TestExploredUnsafeTopic(t *testing.T)       { exploreTopic(t, new(deadlock.UnsafeTopic)) }
func TestExploredUnsafeUpgrade(t *testing.T)     { exploreCache(t, deadlock.NewUnsafeUpgrade(twice)) }
func TestExploredUnsafeBooking(t *testing.T)     { exploreBooking(t, deadlock.NewUnsafeBooking()) }
func TestExploredUnsafeWarehouse(t *testing.T)   { exploreWarehouse(deadlock.NewUnsafeWarehouse()) }
func TestExploredUnsafeCrew(t *testing.T)        { exploreCrew(t, new(deadlock.UnsafeCrew)) }
func TestExploredUnsafeSlots(t *testing.T)       { exploreSlots(t, deadlock.NewUnsafeSlots(1)) }
func TestExploredUnsafeMerge(t *testing.T)       { exploreMerge(t, deadlock.UnsafeMerge) }
func TestExploredUnsafeNilResults(t *testing.T)  { exploreSum(t, deadlock.UnsafeNilResults) }
func TestExploredUnsafeWaitForSelf(t *testing.T) { exploreSum(t, deadlock.UnsafeWaitForSelf) }

func TestExploredUnsafeWaitThenReceive(t *testing.T) {
	exploreSum(t, deadlock.UnsafeWaitThenReceive)
}

func TestExploredUnsafeRefund(t *testing.T) {
	s := deadlock.NewUnsafeRefund()
	explored.Together(2, func(i int) {
		if i == 0 {
			s.Sell(1)
		} else {
			s.Refund(1)
		}
	})
}
