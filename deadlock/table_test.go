package deadlock_test

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// cures returns a table of each kind that cannot deadlock.
func cures(t testing.TB, seats int) map[string]deadlock.Table {
	hosted := deadlock.NewHostedTable(seats)
	t.Cleanup(hosted.Close)
	return map[string]deadlock.Table{
		"Ordered": deadlock.NewOrderedTable(seats),
		"Backoff": deadlock.NewBackoffTable(seats),
		"Arbiter": deadlock.NewArbiterTable(seats),
		"Hosted":  hosted,
	}
}

// Every cure ends, whatever the size of the table; no fork is ever in two hands; and no goroutine is
// left. The race detector checks besides that a meal happens before the next one with its forks.
func TestCures(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) }) // runs after the hosts have gone
	for _, seats := range []int{2, 3, 5, 8} {
		for name, table := range cures(t, seats) {
			courses := 200
			assert.Equal(t, seats, table.Seats(), name)
			inHand := make([]atomic.Bool, seats)
			uses := make([]int, seats) // of each fork, guarded by the fork
			eaten := make([]int, seats)
			ends(t, func() {
				var wg sync.WaitGroup
				for seat := range seats {
					forks := []int{seat, (seat + 1) % seats}
					wg.Go(func() {
						for range courses {
							table.Eat(seat, runtime.Gosched, func() {
								for _, fork := range forks {
									assert.False(t, inHand[fork].Swap(true), "%s: fork %d of %d is in two hands", name, fork, seats)
									uses[fork]++
								}
								eaten[seat]++
								runtime.Gosched()
								for _, fork := range forks {
									inHand[fork].Store(false)
								}
							})
						}
					})
				}
				wg.Wait()
			})
			assert.Equal(t, slices.Repeat([]int{courses}, seats), eaten, name)
			assert.Equal(t, slices.Repeat([]int{2 * courses}, seats), uses, name)
		}
	}
}

// The table at which all take the left fork works, too, as long as they come one by one.
func TestUnsafeTablesOneByOne(t *testing.T) {
	polite := deadlock.NewUnsafePolite(5)
	for name, table := range map[string]deadlock.Table{
		"UnsafeTable":  deadlock.NewUnsafeTable(5),
		"UnsafeSpin":   deadlock.NewUnsafeSpin(5),
		"UnsafePolite": polite,
	} {
		meals, graces := 0, 0
		for seat := range table.Seats() {
			table.Eat(seat, func() { graces++ }, func() { meals++ })
		}
		assert.Equal(t, 5, meals, name)
		assert.Equal(t, 5, graces, name)
	}
}

func TestTableNeedsTwoSeats(t *testing.T) {
	for _, newTable := range []func(int){
		func(n int) { deadlock.NewUnsafeTable(n) },
		func(n int) { deadlock.NewOrderedTable(n) },
		func(n int) { deadlock.NewBackoffTable(n) },
		func(n int) { deadlock.NewArbiterTable(n) },
		func(n int) { deadlock.NewHostedTable(n) },
	} {
		assert.Panics(t, func() { newTable(1) })
		assert.Panics(t, func() { newTable(-1) })
	}
}

// Forks are put back when a meal panics.
func TestCuresSurviveAPanic(t *testing.T) {
	for name, table := range cures(t, 2) {
		t.Run(name, func(t *testing.T) {
			assert.Panics(t, func() { table.Eat(0, func() {}, func() { panic("a bone") }) })
			ends(t, func() { assert.Equal(t, []int{1, 1}, deadlock.Dine(table, 1, func() {})) })
		})
	}
}

// Seat 2 asks after seat 1 and before seat 0 is done. Its forks are both free, but one of them is
// kept for seat 1.
func TestHostedTableKeepsForksForWhoCameFirst(t *testing.T) {
	table := deadlock.NewHostedTable(5)
	defer table.Close()
	var order []int // guarded by fork 1 and then fork 2, which two in a row have in common
	var wg sync.WaitGroup
	eat := func(seat int, meal func()) {
		wg.Go(func() {
			table.Eat(seat, func() {}, func() {
				meal()
				order = append(order, seat)
			})
		})
	}
	ends(t, func() {
		eating, enough := make(chan struct{}), make(chan struct{})
		eat(0, func() { close(eating); <-enough })
		<-eating
		eat(1, func() {})
		waitUntilBlocked(2, "chan receive", "(*HostedTable).Eat") // seat 0 in its meal, and seat 1
		eat(2, func() {})
		waitUntilBlocked(3, "chan receive", "(*HostedTable).Eat")
		close(enough)
		wg.Wait()
	})
	assert.Equal(t, []int{0, 1, 2}, order)
}

// ends fails the test if f does not return.
func ends(t *testing.T, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		buf := make([]byte, 1<<20)
		t.Fatalf("does not end; its goroutines now:\n%s", buf[:runtime.Stack(buf, true)])
	}
}
