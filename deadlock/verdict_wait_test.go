package deadlock_test

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/deadlock"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// waitRows are of goroutines that wait for what will not come.
func waitRows() []verdict.Row {
	return []verdict.Row{
		{
			Name:    "UnsafeSendLocked",
			Mistake: "lock held across a send",
			Fix:     "Feed",
			Run: func(t *verdict.T) {
				updates := make(chan int64)
				c := deadlock.NewUnsafeSendLocked(updates)
				go c.Add(1)
				untilBlocked(t, 1, "chan send", "(*UnsafeSendLocked).Add")
				c.Value()
				assert.Equal(t, <-updates, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeSendLockedBuffered",
			Mistake: "wrong fix: a buffer, until full",
			Fix:     "Feed",
			Run: func(t *verdict.T) {
				updates := make(chan int64, min(8, t.Goroutines))
				c := deadlock.NewUnsafeSendLocked(updates)
				go func() {
					for range cap(updates) + 1 {
						c.Add(1)
					}
				}()
				untilBlocked(t, 1, "chan send", "(*UnsafeSendLocked).Add")
				c.Value()
				assert.LessOrEqual(t, <-updates, c.Value())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCrew",
			Mistake: "lock held while it waits for jobs",
			Fix:     "Crew",
			Run: func(t *verdict.T) {
				var c deadlock.UnsafeCrew
				c.Do(func() { untilBlocked(t, 1, "sync.WaitGroup.Wait", "(*UnsafeCrew).Close") })
				assert.Equal(t, 1, c.Close())
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "(*UnsafeCrew).Close",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeWarehouse",
			Mistake: "waits with an outer lock held",
			Fix:     "Warehouse",
			Run: func(t *verdict.T) {
				w := deadlock.NewUnsafeWarehouse()
				var wg sync.WaitGroup
				wg.Go(func() { w.Take("bolts", 1) })
				untilBlocked(t, 1, "sync.Cond.Wait", "(*UnsafeWarehouse).Take")
				w.Bring("bolts", 1)
				wg.Wait()
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.Cond.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeWaitInLoop",
			Mistake: "waits inside of its loop",
			Fix:     "Sum",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.UnsafeWaitInLoop(number(1), number(2)))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.WaitGroup.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeWaitThenReceive",
			Mistake: "waits, and then receives",
			Fix:     "Gather",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.UnsafeWaitThenReceive(number(1), number(2)))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeWaitForSelf",
			Mistake: "waits for a group that it is in",
			Fix:     "Gather",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.UnsafeWaitForSelf(number(1), number(2)))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.WaitGroup.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeNilResults",
			Mistake: "a channel that was never made",
			Fix:     "Gather",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 3, deadlock.UnsafeNilResults(number(1), number(2)))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan send (nil chan)",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeMerge",
			Mistake: "a select with no case left",
			Fix:     "Merge",
			Run: func(t *verdict.T) {
				a, b := make(chan int64), make(chan int64)
				close(a)
				close(b)
				deadlock.UnsafeMerge(a, b, func(int64) {})
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "select",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeSlots",
			Mistake: "gives back more than it has",
			Fix:     "Slots",
			Run: func(t *verdict.T) {
				s := deadlock.NewUnsafeSlots(2)
				assert.ErrorIs(t, s.Do(func() error { return io.EOF }), io.EOF)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "chan receive",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeCondIf",
			Mistake: "if around Wait, not for",
			Fix:     "Stock",
			Run: func(t *verdict.T) {
				s := deadlock.NewUnsafeCondIf()
				var wg sync.WaitGroup
				wg.Go(func() { s.Take(1) })
				wg.Go(func() { s.Take(1) })
				untilBlocked(t, 2, "sync.Cond.Wait", "(*UnsafeCondIf).Take")
				s.Add(1)
				if t.Explored { // where also one of them comes too late to take it
					assert.GreaterOrEqual(t, s.Value(), int64(0))
					s.Add(1)
				}
				wg.Wait()
				assert.GreaterOrEqual(t, s.Value(), int64(0))
			},
			Want: verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{verdict.Assert: `"-1" is not greater than or equal to "0"`, verdict.Explore: "is not greater than or equal to"},
		},
		{
			Name:    "UnsafeSignal",
			Mistake: "wakes one, and the wrong one",
			Fix:     "Stock",
			Run: func(t *verdict.T) {
				s := deadlock.NewUnsafeSignal()
				go s.Take(5)
				untilBlocked(t, 1, "sync.Cond.Wait", "(*UnsafeSignal).Take")
				one := make(chan struct{})
				go func() { s.Take(1); close(one) }()
				untilBlocked(t, 2, "sync.Cond.Wait", "(*UnsafeSignal).Take")
				s.Add(1) // a Cond wakes who has waited the longest
				<-one
				s.Add(5)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.Cond.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeMissedSignal",
			Mistake: "waits for what has been",
			Fix:     "Event",
			Run: func(t *verdict.T) {
				e := deadlock.NewUnsafeMissedSignal()
				e.Fire()
				e.Wait()
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Runtime: asleep,
				verdict.Assert:  "sync.Cond.Wait",
				verdict.Explore: "deadlock: ",
			},
		},
		{
			Name:    "UnsafeTimeoutLeak",
			Mistake: "a result that nobody receives",
			Fix:     "Await",
			Run: func(t *verdict.T) {
				_, err := tooLate(deadlock.UnsafeTimeoutLeak)
				assert.ErrorIs(t, err, context.Canceled)
			},
			Want: verdict.SeenBy(verdict.Goleak, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Goleak: "chan send", verdict.Explore: "leak: "},
		},
		{
			Name:    "UnsafeReadersFirst",
			Mistake: "starvation: readers overlap",
			Fix:     "ReadersWriters",
			Run:     overtake,
			Bound:   300,
			Want:    verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:    map[verdict.Tool]string{verdict.Assert: "readers came in before the writer", verdict.Explore: "no end in sight"},
		},
		{
			// The last of those that hang: where all rows share a process, it stays awake, and then
			// the process never looks at rest.
			Name:    "UnsafeSpin",
			Mistake: "wrong fix: TryLock in a loop",
			Fix:     "BackoffTable",
			Run: func(t *verdict.T) {
				seats := min(5, t.Goroutines)
				deadlock.Dine(deadlock.NewUnsafeSpin(seats), 1, meet(t, seats))
			},
			Deadline: 300 * time.Millisecond, // it never rests, and never ends either
			Bound:    300,
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Assert: "(*UnsafeSpin).Eat", verdict.Explore: "no end in sight"},
		},
	}
}
