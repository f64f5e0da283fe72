package csp_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/csp"
	"github.com/counterpoint-go/counterpoint/explore/linearizable"
	"github.com/counterpoint-go/counterpoint/internal/histories"
)

// A goer is who acquires on a goroutine of its own.
type goer struct {
	n      int64
	cancel context.CancelFunc
	ended  chan error
}

func goAcquire(s *csp.Semaphore, n int64) *goer {
	ctx, cancel := context.WithCancel(context.Background())
	g := &goer{n, cancel, make(chan error, 1)}
	go func() { g.ended <- s.Acquire(ctx, n) }()
	synctest.Wait()
	return g
}

// state returns what came of it: nil if it is in, and errWaits if it still waits.
func (g *goer) state() error {
	select {
	case err := <-g.ended:
		g.ended <- err
		return err
	default:
		return errWaits
	}
}

var errWaits = errors.New("waits")

// Many small ones do not starve a big one.
func TestSemaphoreIsFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := csp.NewSemaphore(3)
		assert.True(t, s.TryAcquire(1))
		big, small := goAcquire(s, 3), goAcquire(s, 1)
		assert.Equal(t, errWaits, small.state(), "there are two slots, but one waits for them")
		assert.False(t, s.TryAcquire(1))
		s.Release(1)
		synctest.Wait()
		assert.NoError(t, big.state())
		assert.Equal(t, errWaits, small.state())
		s.Release(3)
		synctest.Wait()
		assert.NoError(t, small.state())
	})
}

// Who gives up leaves no trace, and lets by who fits now.
func TestSemaphoreGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := csp.NewSemaphore(3)
		assert.True(t, s.TryAcquire(1))
		big, one, two, three := goAcquire(s, 3), goAcquire(s, 1), goAcquire(s, 2), goAcquire(s, 1)
		two.cancel() // in the middle of the queue
		synctest.Wait()
		assert.Equal(t, context.Canceled, two.state())
		assert.Equal(t, errWaits, three.state())
		big.cancel()
		synctest.Wait()
		assert.Equal(t, context.Canceled, big.state())
		assert.NoError(t, one.state())
		assert.NoError(t, three.state())
		last := goAcquire(s, 1)
		last.cancel() // alone in the queue
		synctest.Wait()
		s.Release(3)
		assert.True(t, s.TryAcquire(3), "nobody is thought to wait")
	})
}

func TestSemaphoreContext(t *testing.T) {
	s := csp.NewSemaphore(1)
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("why"))
	assert.ErrorIs(t, s.Acquire(ctx, 1), context.Canceled, "also where a slot is free")
	assert.ErrorIs(t, s.Do(ctx, 1, func() error { t.Error("has run"); return nil }), context.Canceled)
	assert.True(t, s.TryAcquire(1), "nothing was taken")
}

func TestSemaphoreMisuse(t *testing.T) {
	assert.PanicsWithValue(t, "csp: NewSemaphore(0): less than one slot lets nobody in; say how many may be in at a time",
		func() { csp.NewSemaphore(0) })
	s := csp.NewSemaphore(3)
	for _, n := range []int64{0, -1} {
		for method, f := range map[string]func(){
			"Acquire":    func() { _ = s.Acquire(t.Context(), n) },
			"TryAcquire": func() { s.TryAcquire(n) },
			"Release":    func() { s.Release(n) },
		} {
			assert.PanicsWithValue(t, fmt.Sprintf("csp: Semaphore.%s(%d): a weight below 1, likely a size that was not computed; "+
				"take one slot at least", method, n), f)
		}
	}
	assert.True(t, s.TryAcquire(2))
	assert.PanicsWithValue(t, "csp: Semaphore.Release(3): so many slots are not taken, likely a Release without its Acquire; "+
		"release what was acquired, once", func() { s.Release(3) })
	assert.Equal(t, csp.ErrTooHeavy, s.Acquire(t.Context(), 4))
	assert.False(t, s.TryAcquire(4))
	assert.True(t, s.TryAcquire(1), "and all this has changed nothing")
	assert.False(t, s.TryAcquire(1))

	var zero csp.Semaphore
	assert.Equal(t, csp.ErrTooHeavy, zero.Acquire(t.Context(), 1))
	assert.False(t, zero.TryAcquire(1))
}

func TestSemaphoreDo(t *testing.T) {
	s := csp.NewSemaphore(1)
	failed := errors.New("failed")
	assert.ErrorIs(t, s.Do(t.Context(), 1, func() error { return failed }), failed)
	assert.PanicsWithValue(t, "failed", func() { _ = s.Do(t.Context(), 1, func() error { panic("failed") }) })
	assert.NoError(t, s.Do(t.Context(), 1, func() error {
		assert.False(t, s.TryAcquire(1), "Do has the slot")
		return nil
	}))
	assert.True(t, s.TryAcquire(1))
}

func TestSemaphoreAllocatesNothing(t *testing.T) {
	s := csp.NewSemaphore(1)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		_ = s.Acquire(ctx, 1)
		s.TryAcquire(1)
		s.Release(1)
	}))
}

// Who waits, who is in and who has given up is what the obvious queue says, after any operations.
func TestSemaphoreIsAQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(bubbled{t}, func(t *rapid.T) {
			size := rapid.Int64Range(1, 5).Draw(t, "size")
			s := csp.NewSemaphore(size)
			free := size
			var in, queue []*goer
			weight := rapid.Int64Range(1, size)
			admit := func() {
				for len(queue) > 0 && queue[0].n <= free {
					free -= queue[0].n
					in, queue = append(in, queue[0]), queue[1:]
				}
			}
			t.Repeat(map[string]func(t *rapid.T){
				"Acquire": func(t *rapid.T) {
					queue = append(queue, goAcquire(s, weight.Draw(t, "n")))
					admit()
				},
				"TryAcquire": func(t *rapid.T) {
					n := weight.Draw(t, "n")
					can := len(queue) == 0 && n <= free
					assert.Equal(t, can, s.TryAcquire(n))
					if can {
						free -= n
						in = append(in, &goer{n: n, ended: make(chan error, 1)})
						in[len(in)-1].ended <- nil
					}
				},
				"Release": func(t *rapid.T) {
					if len(in) == 0 {
						t.Skip("nobody is in")
					}
					i := rapid.IntRange(0, len(in)-1).Draw(t, "who")
					s.Release(in[i].n)
					free += in[i].n
					in = append(in[:i:i], in[i+1:]...)
					admit()
				},
				"give up": func(t *rapid.T) {
					if len(queue) == 0 {
						t.Skip("nobody waits")
					}
					i := rapid.IntRange(0, len(queue)-1).Draw(t, "who")
					g := queue[i]
					g.cancel()
					assert.Equal(t, context.Canceled, <-g.ended)
					queue = append(queue[:i:i], queue[i+1:]...)
					admit()
				},
				"": func(t *rapid.T) {
					synctest.Wait()
					for _, g := range in {
						assert.NoError(t, g.state())
					}
					for _, g := range queue {
						assert.Equal(t, errWaits, g.state())
					}
				},
			})
			for _, g := range queue {
				g.cancel()
			}
			synctest.Wait()
		})
	})
}

// A bubbled is a test in a bubble of synctest, where there is no Deadline to ask for.
type bubbled struct{ testing.TB }

func TestSemaphoreHistories(t *testing.T) {
	histories.Run(t, linearizable.NewSemaphore(2), func(h linearizable.Semaphore) histories.Step {
		s := csp.NewSemaphore(2)
		return func(r *rand.Rand) {
			if r.IntN(2) == 0 {
				h.Acquire(func() { _ = s.Acquire(context.Background(), 1) })
			} else if !h.TryAcquire(func() bool { return s.TryAcquire(1) }) {
				return
			}
			h.Release(func() { s.Release(1) })
		}
	})
}
