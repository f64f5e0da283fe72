package mutex_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/mutex"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// amid runs second, the whole of it, while first waits in the call of its argument.
func amid(first func(meanwhile func()), second func()) {
	reached, done := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		first(func() {
			close(reached)
			<-done
		})
	})
	wg.Go(func() {
		<-reached
		second()
		close(done)
	})
	wg.Wait()
}

func increment(n int64) int64 { return n + 1 }

func TestVerdict(t *testing.T) {
	verdict.Table(t, append([]verdict.Row{
		// The lock is missing, or it is the wrong one.
		{
			Name: "UnsafeRead", Mistake: "reads without the lock", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeRead
				t.InTurn(
					func() { c.Add(1) },
					func() { assert.Equal(t, int64(1), c.Value()) })
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeRead).Value", verdict.Explore: "data race: "},
		},
		{
			Name: "UnsafeRLockWrite", Mistake: "writes under the read lock", Fix: "RWCounter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeRLockWrite
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeRLockWrite).Add", verdict.Explore: "data race: "},
		},
		{
			Name: "UnsafeTwoLocks", Mistake: "two locks for one number", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeTwoLocks
				t.InTurn(
					func() { c.Add(1) },
					func() { assert.Equal(t, int64(1), c.Value()) })
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeTwoLocks).Value", verdict.Explore: "data race: "},
		},
		{
			Name: "UnsafeLocalLock", Mistake: "a new lock each call", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeLocalLock
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeLocalLock).Add", verdict.Explore: "data race: "},
		},
		{
			// The sum comes out right because this run has the Adds one after the other; that is
			// also why the detector finds them ordered.
			Name: "UnsafeUnrelatedLock", Mistake: "ordered by another lock, by accident", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeUnrelatedLock
				t.InTurn(
					func() { c.Add(1) },
					func() { c.Add(1) })
				t.Outcome("%d", c.Value())
				assert.Equal(t, int64(2), c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Explore: "data race: "},
		},
		{
			// The same run, one line less.
			Name: "UnsafeUnrelatedLockBefore", Mistake: "the same, one lock less", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeUnrelatedLockBefore
				t.InTurn(
					func() { c.Add(1) },
					func() { c.Add(1) })
				t.Outcome("%d", c.Value())
				assert.Equal(t, int64(2), c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeUnrelatedLockBefore).Add", verdict.Explore: "data race: "},
		},
		{
			Name: "copiedlock", Mistake: "each goroutine copies the lock", Fix: "Counter",
			Program: "testdata/copiedlock",
			Want:    verdict.SeenBy(verdict.Race, verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Race:   "(*Counter).Update",
				verdict.Vet:    "assignment copies lock value",
				verdict.Assert: "want 4, got 3",
			},
		},

		// The right lock, and a step that is more than what it covers.
		{
			Name: "UnsafeGetSet", Mistake: "get and set, each locked", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeGetSet
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				var c mutex.UnsafeGetSet
				amid(func(meanwhile func()) { // the steps of an Add
					n := c.Value()
					meanwhile()
					c.Set(n + 1)
				}, func() { c.Add(1) })
				assert.Equal(t, int64(2), c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "actual  : 1", verdict.Explore: "actual  : 1"},
		},
		{
			Name: "UnsafeEachHalf", Mistake: "a lock around each half", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeEachHalf
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				var c mutex.UnsafeEachHalf
				amid(func(meanwhile func()) {
					c.Update(func(n int64) int64 {
						meanwhile()
						return n + 1
					})
				}, func() { c.Update(increment) })
				assert.Equal(t, int64(2), c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "actual  : 1", verdict.Explore: "actual  : 1"},
		},
		{
			Name: "UnsafeCheckThenAct", Mistake: "check and act, each locked", Fix: "Limited",
			Run: func(t *verdict.T) {
				c := mutex.UnsafeCheckThenAct{Limit: 1}
				t.Hammer(func(delta int64) { c.TryAdd(delta) })
				t.Outcome("%d", c.Value())
				assert.LessOrEqual(t, c.Value(), c.Limit)
			},
			Forced: func(t *verdict.T) {
				c := mutex.UnsafeCheckThenAct{Limit: 1}
				amid(func(meanwhile func()) { // the steps of a TryAdd
					room := c.Room() >= 1
					meanwhile()
					if room {
						c.Add(1)
					}
				}, func() { c.TryAdd(1) })
				assert.LessOrEqual(t, c.Value(), c.Limit)
			},
			Outcomes: verdict.Outcomes{"1": verdict.Acceptable, "2": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: `"2" is not less than or equal to "1"`, verdict.Explore: `"2" is not less than or equal to "1"`},
		},
		{
			Name: "UnsafeLockEach", Mistake: "a lock each, one invariant", Fix: "Group",
			Run: func(t *verdict.T) {
				g := mutex.NewUnsafeLockEach(2)
				var torn atomic.Bool
				t.Hammer(func(delta int64) {
					g.Move(0, 1, delta)
					if g.Sum() != 0 {
						torn.Store(true)
					}
				})
				t.Outcome("a sum that is not zero: %t", torn.Load())
				assert.False(t, torn.Load(), "a sum that is not zero")
			},
			Forced: func(t *verdict.T) {
				g := mutex.NewUnsafeLockEach(2)
				amid(func(meanwhile func()) { // the steps of a Move
					g.Add(0, -1)
					meanwhile()
					g.Add(1, 1)
				}, func() { assert.Zero(t, g.Sum()) })
			},
			Outcomes: verdict.Outcomes{"a sum that is not zero: false": verdict.Acceptable, "a sum that is not zero: true": verdict.Forbidden},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "Should be zero, but was -1", verdict.Explore: "a sum that is not zero"},
		},
		{
			Name: "UnsafeTryLock", Mistake: "drops the Add when busy", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeTryLock
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				var c mutex.UnsafeTryLock
				amid(func(meanwhile func()) {
					c.Update(func(n int64) int64 {
						meanwhile()
						return n + 1
					})
				}, func() { c.Add(1) })
				assert.Equal(t, int64(2), c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "actual  : 1", verdict.Explore: "actual  : 1"},
		},
		{
			Name: "valuereceiver", Mistake: "locks and counts a copy", Fix: "Counter",
			Program: "testdata/valuereceiver",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Vet:    "Add passes lock by value",
				verdict.Assert: "want 8000, got 0",
			},
		},

		// The unlock: missing, too late, too often.
		{
			Name: "UnsafeEarlyReturn", Mistake: "returns without unlocking", Fix: "Limited",
			Run: func(t *verdict.T) {
				c := mutex.UnsafeEarlyReturn{Limit: 1}
				assert.True(t, c.TryAdd(1))
				assert.False(t, c.TryAdd(1))
				assert.Equal(t, int64(1), c.Value()) // never returns
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    "fatal error: all goroutines are asleep - deadlock!",
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "waits for itself: it holds",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name: "UnsafePanic", Mistake: "a panic skips the unlock", Fix: "Counter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafePanic
				serve := func(request func()) { // as net/http does it
					var wg sync.WaitGroup
					wg.Go(func() {
						defer func() { _ = recover() }()
						request()
					})
					wg.Wait()
				}
				serve(func() { c.Update(func(int64) int64 { panic("a bad request") }) })
				serve(func() { c.Update(increment) }) // never returns
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:  "fatal error: all goroutines are asleep - deadlock!",
				verdict.Deadlock: "which locked it, has ended",
				verdict.Assert:   "sync.Mutex.Lock",
				verdict.Explore:  "deadlock: ",
			},
		},
		{
			Name: "UnsafeDeferInLoop", Mistake: "defer waits for the function", Fix: "Counter",
			Run: func(*verdict.T) {
				var c mutex.UnsafeDeferInLoop
				c.AddAll(1)
				c.AddAll(1, 1) // never returns
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    "fatal error: all goroutines are asleep - deadlock!",
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "waits for itself: it holds",
				verdict.Assert:     "sync.Mutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name: "UnsafeUpgrade", Mistake: "Lock while holding RLock", Fix: "Limited",
			Run: func(t *verdict.T) {
				c := mutex.UnsafeUpgrade{Limit: 1}
				assert.False(t, c.TryAdd(2))
				assert.True(t, c.TryAdd(1)) // never returns
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.GoDeadlock, verdict.Deadlock, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime:    "fatal error: all goroutines are asleep - deadlock!",
				verdict.GoDeadlock: "Recursive locking",
				verdict.Deadlock:   "it reads",
				verdict.Assert:     "sync.RWMutex.Lock",
				verdict.Explore:    "deadlock: ",
			},
		},
		{
			Name: "UnsafeUnlockTwice", Mistake: "unlocks twice on one path", Fix: "Limited",
			Run: func(t *verdict.T) {
				c := mutex.UnsafeUnlockTwice{Limit: 1}
				assert.True(t, c.TryAdd(1))
				assert.False(t, c.TryAdd(1)) // ends the process
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Runtime: "fatal error: sync: unlock of unlocked mutex", verdict.Explore: "fatal error: sync: unlock of unlocked mutex"},
		},
		{
			Name: "UnsafeWrongUnlock", Mistake: "RLock paired with Unlock", Fix: "RWCounter",
			Run: func(t *verdict.T) {
				var c mutex.UnsafeWrongUnlock
				c.Add(1)
				assert.Equal(t, int64(1), c.Value()) // ends the process
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Runtime: "fatal error: sync: Unlock of unlocked RWMutex", verdict.Explore: "fatal error: sync: Unlock of unlocked RWMutex"},
		},
		{
			// With the race detector in it nobody ends this program but its deadline.
			Name: "lockedcopy", Mistake: "copies a lock while held", Fix: "Counter",
			Program: "testdata/lockedcopy", Deadline: 2 * time.Second,
			Want: verdict.SeenBy(verdict.Vet, verdict.Runtime).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Vet:     "return copies lock value",
				verdict.Runtime: "fatal error: all goroutines are asleep - deadlock!",
			},
		},

		// And right.
		{
			Name: "Counter", Mistake: "one lock, one section", Safe: true,
			Run: func(t *verdict.T) {
				var c mutex.Counter
				want := t.Hammer(func(delta int64) {
					c.Add(delta)
					c.Value()
				})
				assert.Equal(t, want, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name: "RWCounter", Mistake: "writers alone, readers together", Safe: true,
			Run: func(t *verdict.T) {
				var c mutex.RWCounter
				want := t.Hammer(func(delta int64) {
					c.Add(delta)
					c.Value()
				})
				assert.Equal(t, want, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name: "Limited", Mistake: "check and act, one section", Safe: true,
			Run: func(t *verdict.T) {
				c := mutex.Limited{Limit: 1}
				t.Hammer(func(delta int64) { c.TryAdd(delta) })
				assert.Equal(t, c.Limit, c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			// The other half of the wrong fixes, one lock for many counters, is none if they belong
			// together.
			Name: "Group", Mistake: "one lock for many: serial", Safe: true,
			Run: func(t *verdict.T) {
				g := mutex.NewGroup(t.Goroutines)
				t.Hammer(func(delta int64) {
					g.Move(0, t.Goroutines-1, delta)
					assert.Zero(t, g.Sum())
				})
			},
			Want: verdict.SeenBy(),
		},
	}, guarded...))
}
