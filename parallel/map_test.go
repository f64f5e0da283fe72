package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/counterpoint-go/counterpoint/parallel"
)

// eachKind runs a test with workers of every kind that calls the function in this process, n of them but for the one
// that is alone.
func eachKind(t *testing.T, n int, test func(t *testing.T, workers parallel.Workers)) {
	t.Helper()
	for name, workers := range map[string]parallel.Workers{
		"Sequential": parallel.Sequential(),
		"Goroutines": parallel.Goroutines(n),
		"Threads":    parallel.Threads(n),
		"GILThreads": parallel.GILThreads(n, new(parallel.GIL)),
	} {
		t.Run(name, func(t *testing.T) {
			defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
			test(t, workers)
		})
	}
}

func upTo(n int) (items []int) {
	for i := range n {
		items = append(items, i)
	}
	return items
}

func TestMapKeepsTheOrder(t *testing.T) {
	for _, n := range []int{0, 1, 3, 8} {
		eachKind(t, n, func(t *testing.T, workers parallel.Workers) {
			for _, items := range []int{0, 1, 2, 100} {
				squares, err := parallel.Map(t.Context(), workers, func(_ context.Context, item int) (string, error) {
					runtime.Gosched()
					return fmt.Sprint(item * item), nil
				}, upTo(items))
				require.NoError(t, err)
				require.Len(t, squares, items)
				for i, square := range squares {
					assert.Equal(t, fmt.Sprint(i*i), square)
				}
			}
		})
	}
}

// Never are there more at work than were allowed, and at some time there are that many.
func TestMapIsBounded(t *testing.T) {
	const n = 3
	var met sync.WaitGroup
	met.Add(n)
	var inside, most atomic.Int64
	_, err := parallel.Map(t.Context(), parallel.Goroutines(n), func(_ context.Context, item int) (int, error) {
		now := inside.Add(1)
		defer inside.Add(-1)
		for seen := most.Load(); now > seen && !most.CompareAndSwap(seen, now); seen = most.Load() {
		}
		if item < n { // the first three wait for each other
			met.Done()
			met.Wait()
		}
		return item, nil
	}, upTo(50))
	require.NoError(t, err)
	assert.EqualValues(t, n, most.Load())
}

func TestMapReturnsTheFirstError(t *testing.T) {
	eachKind(t, 4, func(t *testing.T, workers parallel.Workers) {
		wrong := errors.New("item 5 is wrong")
		var begun atomic.Int64
		results, err := parallel.Map(t.Context(), workers, func(ctx context.Context, item int) (int, error) {
			begun.Add(1)
			if item == 5 {
				return 0, wrong
			}
			if item > 5 {
				parallel.Blocking(ctx, func() { <-ctx.Done() }) // the others are told
				return 0, ctx.Err()
			}
			return item, nil
		}, upTo(1000))
		assert.Same(t, wrong, err)
		assert.Nil(t, results)
		assert.LessOrEqual(t, begun.Load(), int64(5+4), "no item is begun after it")
	})
}

func TestMapStopsWithItsContext(t *testing.T) {
	eachKind(t, 2, func(t *testing.T, workers parallel.Workers) {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := parallel.Map(ctx, workers, func(_ context.Context, item int) (int, error) {
			if item == 3 {
				cancel() // and takes no notice itself
			}
			return item, nil
		}, upTo(1_000_000))
		assert.ErrorIs(t, err, context.Canceled)

		_, err = parallel.Map(ctx, workers, func(context.Context, int) (int, error) {
			assert.Fail(t, "it was done before")
			return 0, nil
		}, upTo(1))
		assert.ErrorIs(t, err, context.Canceled)
	})
}

// What was done when the context ended is done.
func TestMapDoneIsDone(t *testing.T) {
	eachKind(t, 2, func(t *testing.T, workers parallel.Workers) {
		ctx, cancel := context.WithCancel(t.Context())
		results, err := parallel.Map(ctx, workers, func(context.Context, int) (int, error) {
			cancel()
			return 7, nil
		}, upTo(1))
		require.NoError(t, err)
		assert.Equal(t, []int{7}, results)
	})
}

func TestMapPanics(t *testing.T) {
	eachKind(t, 3, func(t *testing.T, workers parallel.Workers) {
		wrong := errors.New("a wrong item")
		var ended atomic.Int64
		defer func() {
			e, ok := recover().(*parallel.PanicError)
			require.True(t, ok)
			assert.Same(t, wrong, e.Value)
			assert.ErrorIs(t, e, wrong)
			assert.Contains(t, string(e.Stack), "TestMapPanics")
			assert.Contains(t, e.Error(), "parallel: panic: a wrong item\n")
			assert.Positive(t, ended.Load())
		}()
		parallel.Map(t.Context(), workers, func(_ context.Context, item int) (int, error) {
			defer ended.Add(1)
			if item == 2 {
				panic(wrong)
			}
			return item, nil
		}, upTo(10))
	})
}

// A panic in a Map within a Map comes out with the stack of where it was.
func TestMapPanicsWithinMap(t *testing.T) {
	eachKind(t, 2, func(t *testing.T, workers parallel.Workers) {
		defer func() {
			e, ok := recover().(*parallel.PanicError)
			require.True(t, ok)
			assert.Equal(t, "in it", e.Value)
		}()
		parallel.Map(t.Context(), workers, func(ctx context.Context, item int) (int, error) {
			_, err := parallel.Map(ctx, parallel.Goroutines(1), func(context.Context, int) (int, error) { panic("in it") }, upTo(1))
			return item, err
		}, upTo(2))
	})
}

// The tests that workers fail by FailNow end the goroutine that called Map, as they would without it.
func TestMapGoexit(t *testing.T) {
	eachKind(t, 3, func(t *testing.T, workers parallel.Workers) {
		returned, ended := false, make(chan struct{})
		go func() {
			defer close(ended)
			parallel.Map(t.Context(), workers, func(_ context.Context, item int) (int, error) {
				if item == 2 {
					runtime.Goexit()
				}
				return item, nil
			}, upTo(10))
			returned = true
		}()
		<-ended
		assert.False(t, returned)
	})
}

// How a call ends that was under way when another returned the first error is not lost.
func TestMapErrorHidesNoPanic(t *testing.T) {
	for name, workers := range map[string]parallel.Workers{"Goroutines": parallel.Goroutines(2), "Threads": parallel.Threads(2)} {
		t.Run(name, func(t *testing.T) {
			endAfterError := func(end func()) {
				var begun sync.WaitGroup
				begun.Add(2)
				parallel.Map(t.Context(), workers, func(ctx context.Context, i int) (int, error) {
					begun.Done()
					begun.Wait()
					if i == 0 {
						return 0, errors.New("the first")
					}
					<-ctx.Done()
					end()
					return 0, nil
				}, upTo(2))
			}
			assert.Panics(t, func() { endAfterError(func() { panic("after it") }) })
			returned, ended := false, make(chan struct{})
			go func() {
				defer close(ended)
				endAfterError(runtime.Goexit)
				returned = true
			}()
			<-ended
			assert.False(t, returned)
		})
	}
}

func TestMapIsMadeRight(t *testing.T) {
	assert.PanicsWithValue(t, "parallel: Map(nil): no function to be called; pass one", func() {
		parallel.Map[int, int](t.Context(), parallel.Sequential(), nil, nil)
	})
	assert.PanicsWithValue(t, "parallel: Threads(-1): a negative number of workers; 0 stands for as many as can run at a time", func() { parallel.Threads(-1) })
	assert.Panics(t, func() { parallel.Goroutines(-1) })
	assert.Panics(t, func() { parallel.GILThreads(-1, new(parallel.GIL)) })
	assert.PanicsWithValue(t, "parallel: GILThreads(nil): no lock; pass new(parallel.GIL)", func() { parallel.GILThreads(1, nil) })
}

// The zero value is a goroutine for each that can run.
func TestWorkersZero(t *testing.T) {
	n := runtime.GOMAXPROCS(0)
	var met sync.WaitGroup
	met.Add(n)
	_, err := parallel.Map(t.Context(), parallel.Workers{}, func(context.Context, int) (int, error) {
		met.Done()
		met.Wait()
		return 0, nil
	}, upTo(n))
	assert.NoError(t, err)
}
