package csp_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/csp"
)

// A closer is a counter whose goroutine somebody has to end.
type closer interface {
	counter.Counter
	Close()
}

// onLoop is a LoopCounter with a loop to itself.
type onLoop struct {
	*csp.LoopCounter
	loop *csp.Loop
}

func newOnLoop() onLoop {
	loop := csp.NewLoop()
	return onLoop{csp.NewLoopCounter(loop), loop}
}

func (c onLoop) Close() { _ = c.loop.Close() }

var closers = map[string]func() closer{
	"Owner":                  func() closer { return csp.NewOwner() },
	"ActorCounter":           func() closer { return csp.NewActorCounter(16) },
	"ActorCounter/no buffer": func() closer { return csp.NewActorCounter(0) },
	"LoopCounter":            func() closer { return newOnLoop() },
}

var (
	_ counter.Counter = (*csp.SemaphoreCounter)(nil)
	_ counter.Counter = (*csp.UnsafeClose)(nil)
	_ counter.Counter = (*csp.UnsafeRecover)(nil)
	_ counter.Counter = (*csp.UnsafeCloseFlag)(nil)
	_ counter.Counter = (*csp.UnsafeCloseTwice)(nil)
	_ counter.Counter = (*csp.UnsafeDrop)(nil)
	_ counter.Counter = (*csp.UnsafeGetSet)(nil)
)

func TestCounters(t *testing.T) {
	for name, newCloser := range closers {
		t.Run(name, func(t *testing.T) {
			none(t)
			countertest.Run(t, func() counter.Counter {
				c := newCloser()
				t.Cleanup(c.Close)
				return c
			})
		})
	}
	t.Run("SemaphoreCounter", func(t *testing.T) {
		countertest.Run(t, func() counter.Counter { return csp.NewSemaphoreCounter() })
	})
}

func TestCountersClose(t *testing.T) {
	for name, newCloser := range closers {
		t.Run(name, func(t *testing.T) {
			none(t)
			c := newCloser()
			for range 100 {
				c.Add(1)
			}
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					c.Close()
					assert.EqualValues(t, 100, c.Value(), "each Close returns once the sum is final")
				})
			}
			all.Wait()
			c.Close()
			assert.Panics(t, func() { c.Add(1) })
			assert.EqualValues(t, 100, c.Value())
		})
	}
}

// none fails the test if it leaves a goroutine behind, after its other cleanups.
func none(t testing.TB) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
}
