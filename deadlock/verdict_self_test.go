package deadlock_test

import (
	"io"
	"sync"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// selfRows are of goroutines that wait for themselves.
func selfRows() []verdict.Row {
	return []verdict.Row{
		{
			Name:    "UnsafeRelock",
			Mistake: "locks twice",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeRelock
				c.Add(1)
				assert.EqualValues(t, 1, c.Reset())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "waits for itself: it holds",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCallback",
			Mistake: "calls out with the lock held",
			Fix:     "Counter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeCallback
				c.OnAdd = func(int64) { c.Value() }
				c.Add(1)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "waits for itself: it holds",
				verdict.Assert:     "(*UnsafeCallback).Value",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeReRLock",
			Mistake: "reads twice around a writer",
			Fix:     "RWCounter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeReRLock
				// The report holds its first read lock when it writes its first line. Let a writer
				// come, and wait, before it goes on to take the second.
				var come sync.Once
				w := writerFunc(func() {
					come.Do(func() {
						go c.Add(1)
						untilBlocked(t, 1, "sync.RWMutex.Lock", "(*UnsafeReRLock).Add")
					})
				})
				assert.NoError(t, c.Report(w))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "behind a writer",
				verdict.Assert:     "sync.RWMutex.RLock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeReRLockUnmet",
			Mistake: "reads twice, then a writer",
			Fix:     "RWCounter",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeReRLock
				t.InTurn(
					func() { assert.NoError(t, c.Report(io.Discard)) },
					func() { c.Add(1) },
				)
			},
			Want: verdict.SeenBy(verdict.GoDeadlock, verdict.Deadlock, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "locked for reading twice",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeUpgrade",
			Mistake: "reads, and then wants to write",
			Fix:     "Cache",
			Run: func(t *verdict.T) {
				c := deadlock.NewUnsafeUpgrade(twice)
				assert.EqualValues(t, 2, c.Get(1))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "it reads",
				verdict.Assert:     "sync.RWMutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeBooking",
			Mistake: "a return that forgets to unlock",
			Fix:     "Booking",
			Run: func(t *verdict.T) {
				b := deadlock.NewUnsafeBooking()
				assert.True(t, b.Book(1))
				assert.False(t, b.Book(1))
				assert.True(t, b.Book(2))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    asleep,
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "waits for itself: it holds",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name:    "UnsafeBookingGone",
			Mistake: "who could unlock has ended",
			Fix:     "Booking",
			Run: func(t *verdict.T) {
				b := deadlock.NewUnsafeBooking()
				var wg sync.WaitGroup
				for range 2 {
					wg.Go(func() { b.Book(1) })
					wg.Wait()
				}
				assert.True(t, b.Book(2))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:  asleep,
				verdict.Deadlock: "which locked it, has ended",
				verdict.Assert:   "sync.Mutex.Lock",
				verdict.Explore:  "deadlock: ",
			},
		},
		{
			Name:    "UnsafeOnceSelf",
			Mistake: "a Once that calls itself",
			Fix:     "Lazy",
			Run: func(t *verdict.T) {
				c := deadlock.NewUnsafeOnceSelf(func() int64 { return 100 })
				assert.EqualValues(t, 100, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.(*Once).doSlow",
				verdict.Explore: "deadlock: ",
			},
		},
	}
}
