package csp_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/verdict"
)

func TestVerdict(t *testing.T) {
	asleep := map[verdict.Tool]string{verdict.Runtime: "all goroutines are asleep - deadlock!", verdict.Explore: "deadlock: "}
	verdict.Table(t, []verdict.Row{
		{
			Name:    "UnsafeClose",
			Mistake: "send on a closed channel",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeClose()
				t.InTurn(c.Close, func() { c.Add(1) })
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Runtime, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "(*UnsafeClose).Close",
				verdict.Runtime: "panic: send on closed channel",
				verdict.Explore: "panic: send on closed channel",
			},
		},
		{
			Name:    "UnsafeCloseLast",
			Mistake: "the close came last, this time",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				// The row above in the order in which nothing happens. Nothing made it so.
				c := csp.NewUnsafeClose()
				t.InTurn(func() { c.Add(1) }, c.Close)
				assert.EqualValues(t, 1, c.Value())
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeClose).Close", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeRecover",
			Mistake: "wrong fix: catch the panic",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeRecover()
				t.InTurn(c.Close, func() { c.Add(1) })
				t.Outcome("%d", c.Value())
				assert.EqualValues(t, 1, c.Value())
			},
			Outcomes: verdict.Outcomes{"0": verdict.Forbidden, "1": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Race: "(*UnsafeRecover).Add", verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeCloseFlag",
			Mistake: "wrong fix: ask a flag",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeCloseFlag()
				t.InTurn(func() { c.Add(1) }, c.Close, c.Close)
				assert.EqualValues(t, 1, c.Value())
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeCloseFlag).Close", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeCloseTwice",
			Mistake: "close of a closed channel",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeCloseTwice()
				defer c.Close()
				c.Add(1)
				assert.EqualValues(t, 1, c.Value())
				c.Close()
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Runtime: "panic: close of closed channel", verdict.Explore: "panic: close of closed channel"},
		},
		{
			Name:    "UnsafeNeverClosed",
			Mistake: "range, and nobody closes",
			Fix:     "Total",
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 10, csp.UnsafeNeverClosed([]int64{1, 2}, []int64{3, 4}))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: asleep,
		},
		{
			Name:    "UnsafeStop",
			Mistake: "stopped with a full mailbox",
			Fix:     "Actor",
			Run: func(t *verdict.T) {
				size := min(64, t.Steps)
				var handled atomic.Int64
				gate := make(chan struct{})
				actor := csp.NewUnsafeStop(size, func(struct{}) { <-gate; handled.Add(1) })
				for range 1 + size { // one in the handler's hands, and a full mailbox
					assert.NoError(t, actor.Send(context.Background(), struct{}{}))
				}
				closed := make(chan struct{})
				go func() { defer close(closed); actor.Close() }()
				// A Send to the full mailbox waits for the stop. From here on the actor tosses a
				// coin for each message: 64 heads would be needed to handle them all.
				assert.ErrorIs(t, actor.Send(context.Background(), struct{}{}), csp.ErrClosed)
				close(gate)
				<-closed
				t.Outcome("%d of %d handled", handled.Load(), 1+size)
				assert.EqualValues(t, 1+size, handled.Load())
			},
			Outcomes: verdict.Outcomes{"1 of 2 handled": verdict.Forbidden, "2 of 2 handled": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Assert: "65", verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeUnread",
			Mistake: "the reader left, the producer waits",
			Fix:     "Numbers",
			Run: func(t *verdict.T) {
				numbers := csp.UnsafeUnread(1_000)
				assert.EqualValues(t, 6, <-numbers+<-numbers+<-numbers)
			},
			Want: verdict.SeenBy(verdict.Goleak, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Goleak: "chan send", verdict.Explore: "leak: "},
		},
		{
			Name:    "lostcancel",
			Mistake: "a context that nobody cancels",
			Fix:     "Numbers",
			Program: "testdata/lostcancel",
			Want:    verdict.SeenBy(verdict.Vet, verdict.Assert).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Goleak, verdict.Explore),
			Says: map[verdict.Tool]string{
				verdict.Vet:    "the cancel function returned by context.WithCancel should be called",
				verdict.Assert: "want 1, got 2",
			},
		},
		{
			Name:    "UnsafeNilChannel",
			Mistake: "the channel was never made",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				var c csp.UnsafeNilChannel
				c.Add(1)
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Runtime: "chan send (nil chan)",
				verdict.Assert:  "chan send (nil chan)",
				verdict.Explore: "deadlock: main waits to send at a nil channel",
			},
		},
		{
			Name:    "UnsafeAskSelf",
			Mistake: "a loop waits for itself",
			Fix:     "LoopCounter",
			Run: func(t *verdict.T) {
				loop := csp.NewLoop()
				c := csp.UnsafeAskSelf{LoopCounter: csp.NewLoopCounter(loop)}
				c.Add(1)
				c.Double()
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore),
			Says: asleep,
		},
		{
			Name:    "UnsafeLenCheck",
			Mistake: "len, then send: two steps",
			Fix:     "Semaphore",
			Run: func(t *verdict.T) {
				s := csp.NewUnsafeLenCheck(1)
				for range 2 { // both look before either takes
					assert.True(t, s.Free())
				}
				for range 2 {
					s.Acquire()
				}
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: asleep,
		},
		{
			Name:    "UnsafeSemaphoreLeak",
			Mistake: "no release on the error path",
			Fix:     "Semaphore",
			Run: func(t *verdict.T) {
				s := csp.UnsafeSemaphoreLeak{Semaphore: csp.NewSemaphore(1)}
				failed := errors.New("failed")
				assert.ErrorIs(t, s.Do(context.Background(), 1, func() error { return failed }), failed)
				assert.NoError(t, s.Do(context.Background(), 1, func() error { return nil }))
			},
			Want: verdict.SeenBy(verdict.Runtime, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: asleep,
		},
		{
			Name:    "UnsafeDrop",
			Mistake: "select with default drops",
			Fix:     "ActorCounter",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeDrop(max(1, t.Steps/2)) // less than one goroutine adds
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden}, // whatever the schedule
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says:     map[verdict.Tool]string{verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeFuture",
			Mistake: "field read before its channel",
			Fix:     "Future",
			Run: func(t *verdict.T) {
				future := csp.NewUnsafeFuture(func() int64 { return 42 })
				future.Value()
				<-future.Done()
			},
			Forced: func(t *verdict.T) {
				gate := make(chan struct{})
				future := csp.NewUnsafeFuture(func() int64 { <-gate; return 42 })
				assert.EqualValues(t, 42, future.Value())
				close(gate)
				<-future.Done()
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "(*UnsafeFuture).Value", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeBufferedSignal",
			Mistake: "sent is not received",
			Fix:     "Future",
			Run: func(t *verdict.T) {
				filled := make(chan struct{})
				csp.UnsafeBufferedSignal(func(result *int64) { *result = 42; close(filled) })
				<-filled
			},
			Forced: func(t *verdict.T) {
				gate := make(chan struct{})
				result := csp.UnsafeBufferedSignal(func(result *int64) { <-gate; *result = 42 })
				close(gate)
				assert.EqualValues(t, 42, result)
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Race: "UnsafeBufferedSignal", verdict.Explore: "data race: "},
		},
		{
			Name:    "UnsafeReuse",
			Mistake: "sent, and still written to",
			Fix:     "Batches",
			Run: func(t *verdict.T) {
				out := make(chan []int64)
				go func() {
					defer close(out)
					csp.UnsafeReuse(out, 2, 1, 2, 3, 4)
				}()
				sumOf(out)
			},
			Forced: func(t *verdict.T) {
				out := make(chan []int64, 2) // so that the receiver can come late
				csp.UnsafeReuse(out, 2, 1, 2, 3, 4)
				close(out)
				assert.EqualValues(t, 1+2+3+4, sumOf(out))
			},
			Want: verdict.SeenBy(verdict.Race, verdict.Assert, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{
				verdict.Race:    "UnsafeReuse",
				verdict.Assert:  "14", // 3+4 twice
				verdict.Explore: "data race: ",
			},
		},
		{
			Name:    "UnsafeGetSet",
			Mistake: "get and set, not add",
			Fix:     "Owner",
			Run: func(t *verdict.T) {
				c := csp.NewUnsafeGetSet()
				defer c.Close()
				want := t.Hammer(c.Add)
				t.Outcome("%d", c.Value())
				assert.Equal(t, want, c.Value())
			},
			Forced: func(t *verdict.T) {
				c := csp.NewUnsafeGetSet()
				defer c.Close()
				n := c.Value() // one asks,
				added := make(chan struct{})
				go func() { defer close(added); c.Add(1) }()
				<-added // another does all of its Add,
				c.Set(n + 1)
				assert.EqualValues(t, 2, c.Value())
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Assert, verdict.Explore),
			Says:     map[verdict.Tool]string{verdict.Explore: "Not equal"},
		},
		{
			Name:    "UnsafeOwners",
			Mistake: "one number, two owners",
			Fix:     "Total",
			Run: func(t *verdict.T) {
				// Each job waits for the other, so each of the owners has one.
				var met sync.WaitGroup
				met.Add(2)
				jobs := make(chan func() int64, 2)
				for range 2 {
					jobs <- func() int64 { met.Done(); met.Wait(); return 1 }
				}
				close(jobs)
				t.Outcome("%d", csp.UnsafeOwners(2, jobs))
			},
			Outcomes: verdict.Outcomes{"1": verdict.Forbidden, "2": verdict.Acceptable},
			Want:     verdict.SeenBy(verdict.Race, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock, verdict.Assert),
			Says:     map[verdict.Tool]string{verdict.Race: "UnsafeOwners", verdict.Explore: "data race: "},
		},
		{
			Name:    "Owner",
			Mistake: "one goroutine owns the number",
			Safe:    true,
			Run: func(t *verdict.T) {
				c := csp.NewOwner()
				defer c.Close()
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "OwnerForLife",
			Mistake: "false alarm: meant to stay",
			Safe:    true,
			Run: func(t *verdict.T) {
				// An owner that is to live as long as the process is no leak, but goleak cannot know.
				c := csp.NewOwner()
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(verdict.Goleak, verdict.Explore).NA(verdict.GoDeadlock, verdict.Deadlock),
			Says: map[verdict.Tool]string{verdict.Goleak: "(*Owner).own", verdict.Explore: "leak: "},
		},
		{
			Name:    "Actor",
			Mistake: "what is in the mailbox is handled",
			Safe:    true,
			Run: func(t *verdict.T) {
				size := min(64, t.Steps)
				handled := 0
				gate := make(chan struct{})
				actor := csp.NewActor(size, func(struct{}) { <-gate; handled++ })
				for range 1 + size {
					assert.NoError(t, actor.Send(context.Background(), struct{}{}))
				}
				var closers sync.WaitGroup
				for range 2 {
					closers.Go(func() { assert.NoError(t, actor.Close()) })
				}
				close(gate)
				closers.Wait()
				assert.ErrorIs(t, actor.Send(context.Background(), struct{}{}), csp.ErrClosed)
				assert.Equal(t, 1+size, handled)
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "ActorCounter",
			Mistake: "a mailbox before the number",
			Safe:    true,
			Run: func(t *verdict.T) {
				c := csp.NewActorCounter(16)
				defer c.Close()
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "LoopCounter",
			Mistake: "functions posted to one goroutine",
			Safe:    true,
			Run: func(t *verdict.T) {
				loop := csp.NewLoop()
				defer func() { _ = loop.Close() }()
				c := csp.NewLoopCounter(loop)
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy(),
		},
		{
			Name:    "SemaphoreCounter",
			Mistake: "a channel of one as mutex",
			Safe:    true,
			Run: func(t *verdict.T) {
				c := csp.NewSemaphoreCounter()
				assert.Equal(t, t.Hammer(c.Add), c.Value())
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Semaphore",
			Mistake: "released however it ends",
			Safe:    true,
			Run: func(t *verdict.T) {
				s := csp.NewSemaphore(1)
				failed := errors.New("failed")
				assert.ErrorIs(t, s.Do(context.Background(), 1, func() error { return failed }), failed)
				assert.Panics(t, func() { _ = s.Do(context.Background(), 1, func() error { panic("failed") }) })
				assert.True(t, s.TryAcquire(1))
				assert.False(t, s.TryAcquire(1))
				s.Release(1)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Future",
			Mistake: "the channel before the value",
			Safe:    true,
			Run: func(t *verdict.T) {
				future := csp.NewFuture(func() int64 { return 42 })
				readers := make(chan int64)
				for range t.Goroutines {
					go func() { readers <- future.Value() }()
				}
				for range t.Goroutines {
					assert.EqualValues(t, 42, <-readers)
				}
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Numbers",
			Mistake: "the reader says when it leaves",
			Safe:    true,
			Run: func(t *verdict.T) {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				numbers := csp.Numbers(ctx, 1_000)
				assert.EqualValues(t, 6, <-numbers+<-numbers+<-numbers)
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Batches",
			Mistake: "what is sent is given away",
			Safe:    true,
			Run: func(t *verdict.T) {
				out := make(chan []int64)
				go func() {
					defer close(out)
					csp.Batches(out, 2, 1, 2, 3, 4)
				}()
				assert.EqualValues(t, 1+2+3+4, sumOf(out))
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
		{
			Name:    "Total",
			Mistake: "closed once all have sent",
			Safe:    true,
			Run: func(t *verdict.T) {
				assert.EqualValues(t, 10, csp.Total([]int64{1, 2}, []int64{3, 4}))
			},
			Want: verdict.SeenBy().NA(verdict.GoDeadlock, verdict.Deadlock),
		},
	})
}

// sumOf adds up the batches, each as soon as it comes.
func sumOf(batches <-chan []int64) (sum int64) {
	for batch := range batches {
		for _, delta := range batch {
			sum += delta
		}
	}
	return sum
}
