package parallel_test

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// Of many threads never two are inside, whatever makes them give way; and nothing but the lock orders what they write.
func TestGILHasOneAtATime(t *testing.T) {
	const threads, steps = 6, 200
	for name, gil := range map[string]*parallel.GIL{
		"by count":    {Every: 3},
		"each time":   {},
		"by the time": {Interval: time.Nanosecond},
		"as CPython":  {Interval: parallel.SwitchInterval},
	} {
		t.Run(name, func(t *testing.T) {
			var inside atomic.Int64
			written := 0
			var ended sync.WaitGroup
			for range threads {
				ended.Add(1)
				parallel.StartThread(func() {
					defer ended.Done()
					gil.Acquire()
					defer gil.Release()
					for i := range steps {
						if inside.Add(1) != 1 {
							t.Error("there are two")
						}
						written++
						runtime.Gosched()
						inside.Add(-1)
						if i%10 == 0 {
							gil.Blocking(runtime.Gosched)
						}
						gil.Checkpoint()
					}
				})
			}
			ended.Wait()
			assert.Equal(t, threads*steps, written)
			assert.Zero(t, gil.Waiting())
			gil.Acquire() // it is free
			gil.Release()
		})
	}
}

// compute takes a millisecond of a bubble's time with the lock. Who has asked for it by then has done so when compute looks.
func compute(gil *parallel.GIL) {
	time.Sleep(time.Millisecond)
	synctest.Wait()
	gil.Checkpoint()
}

// Whoever waits gets the lock when the Interval is over, and not before. The time is a fake one, and exact.
func TestGILInterval(t *testing.T) {
	for _, want := range []time.Duration{3 * time.Millisecond, parallel.SwitchInterval, 20 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			gil := parallel.GIL{Interval: want}
			gil.Acquire()
			time.Sleep(want + time.Second) // nobody waits, so nobody asks
			gil.Checkpoint()
			begin := time.Now()
			var waited [3]time.Duration
			var ended sync.WaitGroup
			for i := range waited {
				ended.Go(func() {
					gil.Acquire()
					defer gil.Release()
					waited[i] = time.Since(begin)
					if i == 0 {
						for range 100 { // its own turn is as long
							compute(&gil)
						}
					}
				})
				synctest.Wait() // until it stands in line
			}
			for gil.Switches() == 0 {
				compute(&gil)
			}
			gil.Release()
			ended.Wait()
			assert.Equal(t, want, waited[0])
			assert.Equal(t, 2*want, waited[1], "the first had its turn")
			assert.Equal(t, 2*want, waited[2], "the second was through at once")
		})
	}
}

// A turn that ends by itself is no reason to interrupt the next one early.
func TestGILAsksAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gil := parallel.GIL{Interval: parallel.SwitchInterval}
		gil.Acquire()
		var ended sync.WaitGroup
		var got time.Duration
		ended.Go(func() {
			gil.Acquire()
			begin := time.Now()
			for gil.Switches() == 1 {
				compute(&gil)
			}
			got = time.Since(begin)
			gil.Release()
		})
		synctest.Wait()
		ended.Go(func() {
			gil.Acquire()
			gil.Release()
		})
		synctest.Wait()
		time.Sleep(parallel.SwitchInterval - time.Millisecond) // not all of it
		gil.Release()
		ended.Wait()
		assert.Equal(t, parallel.SwitchInterval, got)
	})
}

func TestGILCountsSwitches(t *testing.T) {
	gil := parallel.GIL{Every: 5}
	gil.Acquire()
	for range 100 {
		gil.Checkpoint() // to nobody
	}
	gil.Release()
	assert.Zero(t, gil.Switches())
	assert.PanicsWithValue(t, "parallel: GIL.Release(): nobody holds it; Acquire it first", gil.Release)
}

// What panics without the lock has it again when it is recovered.
func TestGILBlockingPanics(t *testing.T) {
	var gil parallel.GIL
	gil.Acquire()
	assert.Panics(t, func() { gil.Blocking(func() { panic("while it waits") }) })
	gil.Release()
	assert.Panics(t, gil.Release)
}

// In work for a GIL the two functions are the GIL's, in any other they are nothing.
func TestCheckpointAndBlocking(t *testing.T) {
	gil := parallel.GIL{}
	var met sync.WaitGroup
	met.Add(2)
	order, err := parallel.Map(t.Context(), parallel.GILThreads(2, &gil), func(ctx context.Context, i int) (string, error) {
		parallel.Blocking(ctx, func() { // both at once, though there is one lock
			met.Done()
			met.Wait()
		})
		parallel.Checkpoint(ctx)
		return fmt.Sprint(i), nil
	}, []int{0, 1})
	require.NoError(t, err)
	assert.Equal(t, []string{"0", "1"}, order)

	called := false
	parallel.Checkpoint(t.Context())
	parallel.Blocking(t.Context(), func() { called = true })
	assert.True(t, called)
}

// The workers of a Map within have not the lock that its caller has, and can't give it up, unless they are the caller.
func TestGILOfMapWithinMap(t *testing.T) {
	for _, c := range []struct {
		name    string
		workers parallel.Workers
		gives   bool
	}{
		{"Sequential", parallel.Sequential(), true},
		{"Goroutines", parallel.Goroutines(1), false},
		{"Threads", parallel.Threads(1), false},
		{"GILThreads", parallel.GILThreads(1, new(parallel.GIL)), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var gil parallel.GIL
			_, err := parallel.Map(t.Context(), parallel.GILThreads(1, &gil), func(ctx context.Context, _ int) (int, error) {
				_, err := parallel.Map(ctx, c.workers, func(ctx context.Context, _ int) (int, error) {
					parallel.Checkpoint(ctx)
					parallel.Blocking(ctx, func() { assert.Equal(t, !c.gives, gil.IsHeld()) })
					return 0, nil
				}, []int{0})
				assert.True(t, gil.IsHeld())
				return 0, err
			}, []int{0})
			assert.NoError(t, err)
			assert.False(t, gil.IsHeld())
		})
	}
}
