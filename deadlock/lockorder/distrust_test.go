package lockorder_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

func TestDistrustRefuses(t *testing.T) {
	const want = "lockorder: Distrust(l): no lock, but nil; pass a pointer to one"
	for _, l := range []sync.Locker{nil, (*lockorder.Mutex)(nil), (*lockorder.RWMutex)(nil), (*sync.Mutex)(nil)} {
		assert.PanicsWithValue(t, want, func() { lockorder.Distrust(l) })
	}
	var mu sync.Mutex
	assert.NotPanics(t, func() { lockorder.Distrust(&mu) }, "others have no use for it")
	once(&mu)
}

// A goroutine that waits for a lock that it has locked itself, or that one has locked who has ended, is not said to hang if
// somebody else may unlock it. Where it is distrusted nobody says so, however long that takes.
func TestDistrustedWaits(t *testing.T) {
	for name, hand := range map[string]func(mu *lockorder.Mutex){
		"for itself":            func(mu *lockorder.Mutex) { mu.Lock(); mu.Lock() },
		"for one who has ended": func(mu *lockorder.Mutex) { inTurn(mu.Lock); mu.Lock() },
	} {
		t.Run(name, func(t *testing.T) {
			reports := make(chan *lockorder.Report, 10)
			defer lockorder.OnReport(func(r *lockorder.Report) { reports <- r })()
			// The limit is how one learns that the watcher has had a look at who waits.
			lockorder.Limit(500 * time.Millisecond)
			defer lockorder.Limit(0)
			var mu lockorder.Mutex
			lockorder.Distrust(&mu)
			ended := make(chan struct{})
			go func() { defer close(ended); hand(&mu) }()
			r := <-reports
			assert.Equal(t, lockorder.TooLong, r.Kind)
			assert.Len(t, r.Steps, 1, "nobody holds it")
			mu.Unlock()
			<-ended
			mu.Unlock()
			assert.Empty(t, reports)
		})
	}
}

// Who waits with a distrusted lock in a circle is not in one.
func TestDistrustedCircle(t *testing.T) {
	reports := gather(t)
	var l locks
	lockorder.Distrust(&l.a)
	var both, ended sync.WaitGroup
	both.Add(2)
	wait := func(first, second *lockorder.Mutex) {
		first.Lock()
		both.Done()
		both.Wait()
		second.Lock()
	}
	ended.Go(func() { wait(&l.a, &l.b); l.b.Unlock() })
	ended.Go(func() { wait(&l.b, &l.a); l.a.Unlock(); l.b.Unlock() })
	both.Wait()
	l.a.Unlock() // which is how it is meant
	ended.Wait()
	assert.Empty(t, reports())
}

// A finding whose outer lock was unlocked by another goroutine says what to say if that is how it is meant.
func TestAdviceToDistrust(t *testing.T) {
	const advice = "If another goroutine than has locked it is to unlock a, as one has: say so by deadlock.Distrust."
	l := new(locks).named()
	reports := collect(t, func() {
		l.a.Lock()
		inTurn(l.a.Unlock)
		inTurn(func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) })
	})
	require.Len(t, reports, 1)
	assert.Contains(t, reports[0].Advice, advice)

	l = new(locks).named()
	reports = collect(t, func() {
		inTurn(func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) })
	})
	require.Len(t, reports, 1)
	assert.NotContains(t, reports[0].Advice, "Distrust")
}

// Any goroutine may say it at any time.
func TestDistrustAtAnyTime(t *testing.T) {
	reports := gather(t)
	for range 100 {
		var l locks
		var wg sync.WaitGroup
		wg.Go(func() { lockorder.Distrust(&l.a) })
		wg.Go(func() { nest(&l.a, &l.c) })
		wg.Go(func() { l.a.Lock(); lockorder.Distrust(&l.a); l.a.Unlock() })
		wg.Wait()
		inTurn(func() { nest(&l.a, &l.b) }, func() { nest(&l.b, &l.a) })
	}
	assert.Empty(t, reports())
}
