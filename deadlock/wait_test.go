package deadlock_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/deadlock"
)

// A shop that sells, pays and buys all at once, and loses nothing.
func TestShop(t *testing.T) {
	var s deadlock.Shop
	before := s.Worth()
	ends(t, func() {
		var wg sync.WaitGroup
		for _, trade := range []func(int64, func(int64) bool) bool{s.Sell, s.Pay, s.Buy} {
			for range 2 {
				wg.Go(func() {
					for n := range int64(500) {
						trade(n, func(int64) bool { runtime.Gosched(); return n%7 != 0 })
					}
				})
			}
		}
		wg.Go(func() {
			for range 500 {
				assert.Equal(t, before, s.Worth())
			}
		})
		wg.Wait()
	})
	assert.Equal(t, before, s.Worth())
}

func TestShopShowsWhatItHas(t *testing.T) {
	var s deadlock.Shop
	is := func(want int64) func(int64) bool {
		return func(got int64) bool { assert.Equal(t, want, got); return true }
	}
	assert.True(t, s.Buy(10, is(0)))
	assert.True(t, s.Sell(4, is(10)))
	assert.True(t, s.Pay(3, is(4)))
	no := func(int64) bool { return false }
	assert.False(t, s.Buy(1, no))
	assert.False(t, s.Sell(1, no))
	assert.False(t, s.Pay(1, no))
	s.Buy(0, is(7))
	s.Sell(0, is(6))
	s.Pay(0, is(1))
}

// Takers and givers of all sizes: all are served in the end, and the stock is never below zero.
func TestStock(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s := deadlock.NewStock()
	ends(t, func() {
		var wg sync.WaitGroup
		for n := range int64(8) {
			wg.Go(func() {
				for range 200 {
					s.Take(n)
					assert.GreaterOrEqual(t, s.Value(), int64(0))
				}
			})
			wg.Go(func() {
				for range 200 * n {
					s.Add(1)
				}
			})
		}
		wg.Wait()
	})
	assert.EqualValues(t, 0, s.Value())
}

func TestStockWaitsForEnough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := deadlock.NewStock()
		taken := false
		go func() { s.Take(3); taken = true }()
		for range 2 {
			s.Add(1)
			synctest.Wait()
			assert.False(t, taken)
		}
		s.Add(1)
		synctest.Wait()
		assert.True(t, taken)
		assert.EqualValues(t, 0, s.Value())
	})
}

// One item is enough for the second in the queue, not for the first.
func TestStockWakesWhoeverCanUseIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := deadlock.NewStock()
		var served []int64
		for _, n := range []int64{5, 1} {
			go func() { s.Take(n); served = append(served, n) }()
			synctest.Wait()
		}
		s.Add(1)
		synctest.Wait()
		assert.Equal(t, []int64{1}, served)
		s.Add(5)
		synctest.Wait()
		assert.Equal(t, []int64{1, 5}, served)
	})
}

func TestEvent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := deadlock.NewEvent()
		var wg sync.WaitGroup
		published := 0
		for range 8 {
			wg.Go(func() {
				e.Wait()
				assert.Equal(t, 42, published, "a Fire happens before the return of every Wait")
			})
		}
		synctest.Wait()
		published = 42
		e.Fire()
		wg.Wait()
		e.Wait()
		e.Fire()
		e.Wait()
	})
}

func TestSum(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	assert.EqualValues(t, 0, deadlock.Sum())
	assert.EqualValues(t, 6, deadlock.Sum(number(1), number(2), number(3)))
	assert.EqualValues(t, 7, deadlock.UnsafeWaitInLoop(number(7)), "with a single part it works")

	// The parts run at once: each waits for the other.
	meet := meeting(2)
	ends(t, func() {
		part := func() int64 { meet(); return 1 }
		assert.EqualValues(t, 2, deadlock.Sum(part, part))
	})
}

func TestAwait(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	value, err := deadlock.Await(t.Context(), func() string { return "in time" })
	assert.NoError(t, err)
	assert.Equal(t, "in time", value)

	n, err := tooLate(deadlock.Await)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Zero(t, n)
}

// After a time-out, the goroutine that reads ends when the read does.
func TestAwaitLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // fails if a goroutine is left that nothing can wake
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := deadlock.Await(ctx, func() int { time.Sleep(time.Hour); return 42 })
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, time.Second, time.Since(start))
		time.Sleep(2 * time.Hour)
	})
}
