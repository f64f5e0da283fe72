package csp_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/csp"
)

func TestSemaphoreLetsNoMoreIn(t *testing.T) {
	for _, slots := range []int{1, 2, 3, 100} {
		s := csp.NewSemaphore(slots)
		var in, most atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for range 200 {
					assert.NoError(t, s.Do(func() error {
						now := in.Add(1)
						for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
						}
						runtime.Gosched()
						in.Add(-1)
						return nil
					}))
				}
			})
		}
		all.Wait()
		assert.LessOrEqual(t, most.Load(), int64(slots))
		for range slots {
			assert.True(t, s.TryAcquire(), "every slot has come back")
		}
		assert.False(t, s.TryAcquire())
	}
}

func TestSemaphoreAcquireContext(t *testing.T) {
	none(t)
	s := csp.NewSemaphore(1)
	ctx, cancel := context.WithCancel(context.Background())
	assert.NoError(t, s.AcquireContext(ctx))
	waited := make(chan error)
	go func() { waited <- s.AcquireContext(ctx) }()
	cancel()
	assert.ErrorIs(t, <-waited, context.Canceled)
	s.Release()
	for range 100 {
		assert.ErrorIs(t, s.AcquireContext(ctx), context.Canceled, "also where a slot is free")
	}
	assert.True(t, s.TryAcquire(), "who gave up took no slot")
}

func TestSemaphoreMisuse(t *testing.T) {
	assert.PanicsWithValue(t, "csp: NewSemaphore with less than 1 slot lets nobody in", func() { csp.NewSemaphore(0) })
	s := csp.NewSemaphore(2)
	s.Acquire()
	s.Release()
	assert.Panics(t, s.Release, "a Release too many")
}

func TestSemaphoreDo(t *testing.T) {
	s := csp.NewSemaphore(1)
	failed := errors.New("failed")
	for range 3 {
		assert.ErrorIs(t, s.Do(func() error { return failed }), failed)
		assert.PanicsWithValue(t, "failed", func() { _ = s.Do(func() error { panic("failed") }) })
	}
	assert.NoError(t, s.Do(func() error {
		assert.False(t, s.TryAcquire(), "Do has the slot")
		return nil
	}))
}
