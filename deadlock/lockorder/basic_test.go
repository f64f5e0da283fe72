package lockorder_test

import (
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// collect returns the reports of what f does.
func collect(t *testing.T, f func()) []*lockorder.Report {
	t.Helper()
	var mu sync.Mutex
	var reports []*lockorder.Report
	undo := lockorder.OnReport(func(r *lockorder.Report) {
		mu.Lock()
		defer mu.Unlock()
		reports = append(reports, r)
	})
	defer undo()
	f()
	mu.Lock()
	defer mu.Unlock()
	return reports
}

// inTurn runs each function on a goroutine of its own, one after the other, in a way that the checker does not know of.
func inTurn(steps ...func()) {
	for _, step := range steps {
		done := make(chan struct{})
		go func() { defer close(done); step() }()
		<-done
	}
}

func nest(outer, inner sync.Locker) {
	outer.Lock()
	inner.Lock()
	inner.Unlock()
	outer.Unlock()
}

func TestTwoLocksInBothOrders(t *testing.T) {
	var a, b lockorder.Mutex
	lockorder.Name(&a, "a")
	lockorder.Name(&b, "b")
	reports := collect(t, func() {
		inTurn(func() { nest(&a, &b) }, func() { nest(&b, &a) })
	})
	require.Len(t, reports, 1)
	assert.Equal(t, lockorder.Cycle, reports[0].Kind)
}

func TestRealDeadlock(t *testing.T) {
	var a, b lockorder.Mutex
	reports := make(chan *lockorder.Report, 10)
	undo := lockorder.OnReport(func(r *lockorder.Report) { reports <- r })
	defer undo()
	var both, ended sync.WaitGroup
	both.Add(2)
	for _, l := range [][2]*lockorder.Mutex{{&a, &b}, {&b, &a}} {
		ended.Go(func() {
			l[0].Lock()
			both.Done()
			both.Wait()
			l[1].Lock()
		})
	}
	r := <-reports
	assert.Equal(t, lockorder.Deadlock, r.Kind)
	assert.True(t, r.Hangs)
	assert.Len(t, r.Steps, 2)
	a.Unlock()
	b.Unlock()
	ended.Wait()
	assert.Empty(t, reports)
}

func TestRelock(t *testing.T) {
	for _, kind := range []lockorder.Kind{lockorder.Relock, lockorder.Upgrade} {
		var a lockorder.RWMutex
		reports := make(chan *lockorder.Report, 10)
		undo := lockorder.OnReport(func(r *lockorder.Report) { reports <- r })
		defer undo()
		ended := make(chan struct{})
		go func() {
			if kind == lockorder.Upgrade {
				a.RLock()
			} else {
				a.Lock()
			}
			a.Lock()
			close(ended)
		}()
		assert.Equal(t, kind, (<-reports).Kind)
		if kind == lockorder.Upgrade {
			a.RUnlock()
		} else {
			a.Unlock()
		}
		<-ended
	}
}

// A lock that is handed on is no deadlock, though who has locked it waits for it.
func TestHandOff(t *testing.T) {
	for range 3 {
		var a lockorder.Mutex
		assert.Empty(t, collect(t, func() {
			a.Lock()
			unlock := make(chan struct{})
			go func() { <-unlock; runtime.Gosched(); a.Unlock() }()
			close(unlock)
			a.Lock()
			a.Unlock()
		}))
	}
}

func BenchmarkMutex(b *testing.B) {
	var m lockorder.Mutex
	for b.Loop() {
		m.Lock()
		m.Unlock()
	}
}

func BenchmarkSync(b *testing.B) {
	var m sync.Mutex
	for b.Loop() {
		m.Lock()
		m.Unlock()
	}
}

func BenchmarkNested(b *testing.B) {
	var m, n lockorder.Mutex
	for b.Loop() {
		m.Lock()
		n.Lock()
		n.Unlock()
		m.Unlock()
	}
}

func BenchmarkRead(b *testing.B) {
	var m lockorder.RWMutex
	for b.Loop() {
		m.RLock()
		m.RUnlock()
	}
}

func BenchmarkWrite(b *testing.B) {
	var m lockorder.RWMutex
	for b.Loop() {
		m.Lock()
		m.Unlock()
	}
}
