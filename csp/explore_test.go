package csp_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

func TestExploredOwner(t *testing.T) {
	c := csp.NewOwner()
	t.Cleanup(c.Close)
	explored.Adders(t, c)
}

func TestExploredActorCounter(t *testing.T) {
	c := csp.NewActorCounter(1)
	t.Cleanup(c.Close)
	explored.Adders(t, c)
}

func TestExploredLoopCounter(t *testing.T) {
	loop := csp.NewLoop()
	t.Cleanup(func() { _ = loop.Close() })
	explored.Adders(t, csp.NewLoopCounter(loop))
}

func TestExploredOwnerValue(t *testing.T) {
	c := csp.NewOwner()
	t.Cleanup(c.Close)
	explored.Value(t, c)
}

func TestExploredSemaphoreCounter(t *testing.T) { explored.Counter(t, csp.NewSemaphoreCounter()) }

func TestExploredDo(t *testing.T) { exploreDo(t, csp.NewSemaphore(1).Do) }

// exploreDo has two goroutines do something by turns, of which one fails.
func exploreDo(t *testing.T, do func(ctx context.Context, n int64, f func() error) error) {
	wrong := errors.New("wrong")
	explored.Together(2, func(i int) {
		if i == 0 {
			assert.Equal(t, wrong, do(t.Context(), 1, func() error { return wrong }))
		} else {
			assert.NoError(t, do(t.Context(), 1, func() error { return nil }))
		}
	})
}

func TestExploredActor(t *testing.T) {
	exploreActor(t, func(handle func(int)) (sends, func()) {
		a := csp.NewActor(1, handle)
		return a, func() { assert.NoError(t, a.Close()) }
	})
}

// Of what sends, each message that is taken is handled.
type sends interface {
	Send(ctx context.Context, message int) error
}

// exploreActor has a goroutine send while another closes: what is taken is handled.
func exploreActor(t *testing.T, newActor func(handle func(int)) (a sends, closeActor func())) {
	handled, taken := 0, false
	a, closeActor := newActor(func(int) { handled++ })
	explored.Together(2, func(i int) {
		if i == 0 {
			taken = a.Send(t.Context(), 1) == nil
		} else {
			closeActor()
		}
	})
	assert.Equal(t, taken, handled == 1, "taken: %t, handled: %d", taken, handled)
}

func TestExploredClose(t *testing.T) { exploreClose(csp.NewOwner()) }

// exploreClose has two goroutines close.
func exploreClose(c closer) {
	explored.Together(2, func(int) { c.Close() })
}

func TestExploredAddThenClose(t *testing.T) {
	c := csp.NewOwner()
	exploreAddThenClose(t, c)
}

// exploreAddThenClose wants what was added before the close, and waited for.
func exploreAddThenClose(t *testing.T, c interface {
	counter.Counter
	Close()
}) {
	explored.Together(2, func(int) { c.Add(1) })
	c.Close()
	assert.Equal(t, int64(2), c.Value())
}

func TestExploredOwnerClose(t *testing.T) { exploreAddAndClose(t, csp.NewOwner()) }
func TestExploredActorCounterClose(t *testing.T) {
	exploreAddAndClose(t, csp.NewActorCounter(1))
}
func TestExploredLoopCounterClose(t *testing.T) { exploreAddAndClose(t, newOnLoop()) }

// exploreAddAndClose has a goroutine add while another closes: the Add either is in the sum or panics.
func exploreAddAndClose(t *testing.T, c closer) {
	added := false
	explored.Together(2, func(i int) {
		if i == 1 {
			c.Close()
			return
		}
		defer func() { added = recover() == nil }()
		c.Add(1)
	})
	assert.Equal(t, added, c.Value() == 1)
}

func TestExploredFuture(t *testing.T) {
	exploreFuture(t, func(f func() int64) interface{ Value() int64 } { return csp.NewFuture(f) })
}

// exploreFuture has two goroutines want the value.
func exploreFuture(t *testing.T, newFuture func(f func() int64) interface{ Value() int64 }) {
	future := newFuture(func() int64 { return 1 })
	explored.Together(2, func(int) { assert.Equal(t, int64(1), future.Value()) })
}

func TestExploredNumbers(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	exploreNumbers(t, csp.Numbers(ctx, 3), cancel)
}

// exploreNumbers reads one of three. No goroutine may be left behind.
func exploreNumbers(t *testing.T, numbers <-chan int64, enough func()) {
	assert.Equal(t, int64(1), <-numbers)
	enough()
}

func TestExploredBatches(t *testing.T) { exploreBatches(t, csp.Batches) }

// exploreBatches adds up two batches of one.
func exploreBatches(t *testing.T, send func(out chan<- []int64, size int, deltas ...int64)) {
	batches := make(chan []int64, 1)
	go func() {
		defer close(batches)
		send(batches, 1, 1, 2)
	}()
	assert.Equal(t, int64(3), sumOf(batches))
}

func TestExploredTotal(t *testing.T) { exploreTotal(t, csp.Total) }

func exploreTotal(t *testing.T, total func(parts ...[]int64) int64) {
	assert.Equal(t, int64(3), total([]int64{1}, []int64{2}))
}
