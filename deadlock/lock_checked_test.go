//go:build deadlock

package deadlock_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

func TestCheckedLocks(t *testing.T) {
	assert.True(t, deadlock.Checked)
	assert.Same(t, reflect.TypeFor[lockorder.Mutex](), reflect.TypeFor[deadlock.Mutex]())
	assert.Same(t, reflect.TypeFor[lockorder.RWMutex](), reflect.TypeFor[deadlock.RWMutex]())
	assert.Same(t, reflect.TypeFor[lockorder.WaitGroup](), reflect.TypeFor[deadlock.WaitGroup]())
}

// found returns the reports of what f does.
func found(f func()) (kinds []lockorder.Kind) {
	reports := make(chan *deadlock.Report, 10)
	undo := deadlock.OnReport(func(r *deadlock.Report) { reports <- r })
	f()
	undo()
	close(reports)
	for r := range reports {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}

func nest(outer, inner sync.Locker) {
	outer.Lock()
	defer outer.Unlock()
	inner.Lock()
	defer inner.Unlock()
}

// What is said by functions of this package reaches the checker.
func TestCheckedFunctions(t *testing.T) {
	var low, high deadlock.Mutex
	deadlock.Rank(&low, 1)
	deadlock.Rank(&high, 2)
	assert.Empty(t, found(func() { nest(&low, &high) }))

	var first, second deadlock.Mutex
	deadlock.Rank(&first, 2)
	deadlock.Rank(&second, 1)
	assert.Equal(t, []lockorder.Kind{lockorder.Ranked}, found(func() { nest(&first, &second) }))

	var loose, other deadlock.Mutex
	deadlock.Distrust(&loose)
	assert.Empty(t, found(func() {
		for _, l := range [][]*deadlock.Mutex{{&loose, &other}, {&other, &loose}} {
			done := make(chan struct{})
			go func() { defer close(done); nest(l[0], l[1]) }()
			<-done
		}
	}))

	var named deadlock.RWMutex
	deadlock.Name(&named, "a lock with a name")
	nest(&low, named.RLocker())
	var dot strings.Builder
	require.NoError(t, deadlock.Graph().WriteDOT(&dot))
	assert.Contains(t, dot.String(), "a lock with a name")

	deadlock.Limit(time.Millisecond)
	defer deadlock.Limit(0)
	reports := make(chan *deadlock.Report, 1)
	defer deadlock.OnReport(func(r *deadlock.Report) { reports <- r })()
	low.Lock()
	ended := make(chan struct{})
	deadlock.Go(func() {
		nest(&low, &high)
		close(ended)
	})
	assert.Equal(t, lockorder.TooLong, (<-reports).Kind)
	low.Unlock()
	<-ended
}

// A watched is a lockorder.TB that keeps what it is told.
type watched struct {
	said     []string
	cleanups []func()
}

func (*watched) Helper()            {}
func (f *watched) Cleanup(c func()) { f.cleanups = append(f.cleanups, c) }
func (f *watched) Errorf(format string, args ...any) {
	f.said = append(f.said, fmt.Sprintf(format, args...))
}

func TestCheckedWatch(t *testing.T) {
	var f watched
	deadlock.Watch(&f)
	var a, b deadlock.Mutex
	for _, l := range [][]*deadlock.Mutex{{&a, &b}, {&b, &a}} {
		done := make(chan struct{})
		go func() { defer close(done); nest(l[0], l[1]) }()
		<-done
	}
	for _, c := range f.cleanups {
		c()
	}
	require.Len(t, f.said, 1)
	assert.Contains(t, f.said[0], "WARNING: DEADLOCK: ")
}

// What LockAll takes has one order, so there is nothing to report.
func TestCheckedLockAll(t *testing.T) {
	var a, b deadlock.Mutex
	assert.Empty(t, found(func() {
		var wg sync.WaitGroup
		for _, l := range [][]sync.Locker{{&a, &b}, {&b, &a}} {
			wg.Go(func() { deadlock.LockAll(l...)() })
		}
		wg.Wait()
	}))
}

// A time-out names the circle.
func TestCheckedWithin(t *testing.T) {
	for d := time.Millisecond; ; d *= 2 { // until it is long enough for both to come to wait
		var a, b deadlock.Mutex
		deadlock.Name(&a, "alice")
		deadlock.Name(&b, "bob")
		reports := make(chan *deadlock.Report, 10)
		undo := deadlock.OnReport(func(r *deadlock.Report) { reports <- r })
		var ended sync.WaitGroup
		said := judge(d, func() {
			var both sync.WaitGroup
			both.Add(2)
			for _, l := range [][]*deadlock.Mutex{{&a, &b}, {&b, &a}} {
				ended.Go(func() {
					l[0].Lock() // and it is unlocked below
					both.Done()
					both.Wait()
					l[1].Lock()
					defer l[1].Unlock()
				})
			}
			ended.Wait()
		})
		assert.Equal(t, lockorder.Deadlock, (<-reports).Kind)
		a.Unlock()
		b.Unlock()
		ended.Wait()
		undo()
		require.Len(t, said, 1)
		if strings.Contains(said[0], "Circle: 2 goroutines wait for each other:") {
			assert.Contains(t, said[0], "wants alice, held by goroutine")
			assert.Contains(t, said[0], "wants bob, held by goroutine")
			assert.NotContains(t, said[0], "-tags deadlock")
			return
		}
	}
}
