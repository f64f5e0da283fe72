package csp_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/explored"
)

// A weighed is an operation on a semaphore: what is done, and with how many slots.
type weighed struct {
	does string
	n    int64
}

func (w weighed) String() string { return fmt.Sprintf("%s(%d)", w.does, w.n) }

// weights is the model of a semaphore with that many slots. That TryAcquire fails for one that waits, where there
// are slots, no model tells that knows nothing of who waits: where it may, weights are not all 1.
func weights(slots int64) *linearizable.Checker[linearizable.Object[weighed, bool]] {
	return linearizable.NewObject(slots, func(free int64, op weighed) (ok bool, next int64, can bool) {
		switch {
		case op.does == "Release":
			return true, free + op.n, true
		case op.does == "TryAcquire" && free < op.n:
			return false, free, true
		}
		return true, free - op.n, free >= op.n
	})
}

// A watched is a semaphore whose operations are recorded.
type watched struct {
	csp.HastySemaphore
	h linearizable.Object[weighed, bool]
}

func watch(t *testing.T, slots int64) watched {
	return watched{hasty(slots), weights(slots).History(t)}
}

func hasty(slots int64) csp.HastySemaphore {
	return csp.HastySemaphore{Semaphore: csp.NewSemaphore(slots)}
}

func (s watched) acquire(n int64) {
	s.h.Do(weighed{"Acquire", n}, func() bool { return s.Acquire(context.Background(), n) == nil })
}

func (s watched) tryAcquire(n int64) bool {
	return s.h.Do(weighed{"TryAcquire", n}, func() bool { return s.TryAcquire(n) })
}

func (s watched) release(n int64) {
	s.h.Do(weighed{"Release", n}, func() bool { s.Release(n); return true })
}

// The semaphore as it is, with the yield.
func TestExploredSemaphoreYields(t *testing.T) {
	s := csp.NewSemaphore(1)
	h := linearizable.NewSemaphore(1).History(t)
	explored.Together(2, func(int) {
		h.Acquire(func() { _ = s.Acquire(context.Background(), 1) })
		h.Release(func() { s.Release(1) })
	})
	assert.True(t, s.TryAcquire(1))
}

func TestExploredSemaphore(t *testing.T) {
	s := watch(t, 1)
	explored.Together(2, func(int) {
		s.acquire(1)
		s.release(1)
	})
	assert.True(t, s.tryAcquire(1))
}

func TestExploredTryAcquire(t *testing.T) {
	s := watch(t, 1)
	explored.Together(2, func(i int) {
		if i == 0 {
			s.acquire(1)
		} else if !s.tryAcquire(1) {
			return
		}
		s.release(1)
	})
	assert.True(t, s.tryAcquire(1))
}

// A Release meets one who is about to wait for all.
func TestExploredSemaphoreWeights(t *testing.T) {
	s := watch(t, 2)
	s.acquire(1)
	explored.Together(2, func(i int) {
		if i == 0 {
			s.acquire(2)
			s.release(2)
		} else {
			s.release(1)
		}
	})
	assert.True(t, s.tryAcquire(2))
}

// Two wait for one Release, which lets in both.
func TestExploredSemaphoreAdmitsBoth(t *testing.T) {
	s := hasty(2)
	assert.NoError(t, s.Acquire(t.Context(), 2))
	explored.Together(3, func(i int) {
		if i == 0 {
			s.Release(2)
		} else {
			assert.NoError(t, s.Acquire(context.Background(), 1))
		}
	})
	assert.False(t, s.TryAcquire(1))
}

// Who gives up leaves no trace, however it meets the Release that it waits for.
func TestExploredSemaphoreGivesUp(t *testing.T) {
	s := hasty(1)
	assert.NoError(t, s.Acquire(t.Context(), 1))
	ctx, cancel := context.WithCancel(t.Context())
	explored.Together(3, func(i int) {
		switch i {
		case 0:
			s.Release(1)
		case 1:
			cancel()
		default:
			if err := s.Acquire(ctx, 1); err == nil {
				s.Release(1)
			} else {
				assert.ErrorIs(t, err, context.Canceled)
			}
		}
	})
	assert.True(t, s.TryAcquire(1))
}

// Who gives up does not stand in the way of one behind it.
func TestExploredSemaphoreLetsBy(t *testing.T) {
	s := hasty(2)
	assert.NoError(t, s.Acquire(t.Context(), 1))
	ctx, cancel := context.WithCancel(t.Context())
	explored.Together(3, func(i int) {
		switch i {
		case 0:
			cancel()
		case 1:
			assert.ErrorIs(t, s.Acquire(ctx, 2), context.Canceled)
		default:
			assert.NoError(t, s.Acquire(context.Background(), 1))
		}
	})
	assert.False(t, s.TryAcquire(1))
}
