package csp_test

import (
	"context"
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/counterpoint-go/counterpoint/csp"
)

// Whatever is left behind in a bubble of synctest fails the test.

func TestLoopOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		var order []int
		gate := make(chan struct{})
		assert.NoError(t, loop.Post(func() { <-gate }))
		for i := range 5 {
			assert.NoError(t, loop.Post(func() {
				order = append(order, i)
				assert.NoError(t, loop.Post(func() { order = append(order, 100+i) }))
			}))
		}
		go func() { assert.NoError(t, loop.Do(t.Context(), func() { order = append(order, 5) })) }()
		synctest.Wait()
		close(gate)
		synctest.Wait()
		assert.NoError(t, loop.Do(t.Context(), func() {}))
		assert.Equal(t, []int{0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104}, order)
	})
}

// What was posted runs; what the loop posts to itself then comes too late.
func TestLoopClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		gate := make(chan struct{})
		ran := 0
		assert.NoError(t, loop.Post(func() { <-gate }))
		synctest.Wait()
		assert.NoError(t, loop.Post(func() {
			ran++
			assert.Equal(t, csp.ErrClosed, loop.Post(func() { t.Error("ran on a closed loop") }))
		}))
		timer := loop.After(0, func() { t.Error("was cancelled") })
		every := loop.Every(time.Second, func() { t.Error("was cancelled") })
		synctest.Wait()
		go func() { assert.NoError(t, loop.Close()) }()
		synctest.Wait()
		close(gate)
		assert.NoError(t, loop.Close())
		assert.Equal(t, 1, ran)
		assert.False(t, timer.Stop())
		assert.False(t, every.Stop())
		assert.Equal(t, csp.ErrClosed, loop.Do(t.Context(), func() { t.Error("ran on a closed loop") }))
		assert.False(t, loop.After(0, func() { t.Error("ran on a closed loop") }).Stop())
		time.Sleep(time.Hour)
	})
}

func TestLoopDoContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		gate := make(chan struct{})
		ran := 0
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		do := func(f func()) {
			go func() { done <- loop.Do(ctx, f) }()
			synctest.Wait()
		}
		do(func() { <-gate; ran++ })
		do(func() { t.Error("was given up") })
		cancel()
		assert.Equal(t, context.Canceled, <-done, "of what has not begun")
		close(gate)
		assert.NoError(t, <-done, "of what has")
		assert.Equal(t, 1, ran)
		assert.Equal(t, context.Canceled, loop.Do(ctx, func() { t.Error("was given up") }))
	})
}

func TestLoopPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		wrong := errors.New("wrong")
		assert.ErrorIs(t, loop.Do(t.Context(), func() { panic(wrong) }), wrong)
		assert.ErrorIs(t, loop.Do(t.Context(), runtime.Goexit), csp.ErrGoexit)
		ticks := 0
		every := loop.Every(time.Second, func() {
			if ticks++; ticks == 2 {
				runtime.Goexit()
			}
		})
		assert.NoError(t, loop.Post(func() { panic("of a Post") }))
		loop.After(time.Second, func() { panic("of a timer") })
		time.Sleep(3500 * time.Millisecond)
		assert.True(t, every.Stop())
		assert.NoError(t, loop.Do(t.Context(), func() { assert.Equal(t, 3, ticks) }), "it goes on")
		err := loop.Close()
		assert.ErrorContains(t, err, "csp: 3 panics, of which this is the first: csp: panic: of a Post")
		var panicked *csp.PanicError
		assert.ErrorAs(t, err, &panicked)
	})
}

func TestTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		begun := time.Now()
		var times []time.Duration
		note := func() { times = append(times, time.Since(begun)) }
		loop.After(3*time.Second, note)
		loop.After(2*time.Second, note)
		loop.After(-time.Second, note)
		stopped := loop.After(time.Second, func() { t.Error("was stopped") })
		loop.After(math.MaxInt64, func() { t.Error("too early") })
		var every *csp.Timer
		every = loop.Every(2*time.Second, func() {
			note()
			switch time.Since(begun) {
			case 2 * time.Second:
				time.Sleep(5 * time.Second) // a loop that is busy
			case 10 * time.Second:
				assert.True(t, every.Stop())
			}
		})
		assert.True(t, stopped.Stop())
		assert.False(t, stopped.Stop())
		time.Sleep(time.Minute)
		_ = loop.Do(t.Context(), func() {
			assert.Equal(t, []time.Duration{0, 2e9, 2e9, 7e9, 7e9, 8e9, 10e9}, times, "what was missed is not made up for")
		})
		assert.False(t, every.Stop())
	})
}

// A loop that has always something to do comes to its timers too, and the other way round.
func TestLoopIsFair(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		stop := make(chan struct{})
		var busy func()
		busy = func() {
			select {
			case <-stop:
			default:
				assert.NoError(t, loop.Post(busy))
			}
		}
		assert.NoError(t, loop.Post(busy))
		fired := make(chan struct{})
		loop.After(0, func() { close(fired) })
		<-fired
		close(stop)

		stopped := false
		var again func()
		again = func() {
			if !stopped {
				loop.After(0, again)
			}
		}
		loop.After(0, again)
		assert.NoError(t, loop.Do(t.Context(), func() { stopped = true }))
	})
}

func TestLoopMisuse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		loop := csp.NewLoop()
		defer func() { _ = loop.Close() }()
		for says, f := range map[string]func(){
			"csp: Loop.Post(nil): no function to run; pass one":  func() { _ = loop.Post(nil) },
			"csp: Loop.Do(nil): no function to run; pass one":    func() { _ = loop.Do(t.Context(), nil) },
			"csp: Loop.After(nil): no function to run; pass one": func() { loop.After(1, nil) },
			"csp: Loop.Every(nil): no function to run; pass one": func() { loop.Every(1, nil) },
			"csp: Loop.Every(0s): a period that is not positive would leave the loop no time; pass a longer one": func() {
				loop.Every(0, func() {})
			},
		} {
			assert.PanicsWithValue(t, says, f)
		}
	})
}

func TestPostAllocatesNothing(t *testing.T) {
	none(t)
	loop := csp.NewLoop()
	f := func() {}
	for range 3 { // as long as room is made
		assert.NoError(t, loop.Do(t.Context(), f))
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		_ = loop.Post(f)
		runtime.Gosched()
	}))
	assert.NoError(t, loop.Close())
}

// Timers run when a list that is sorted by deadline says so, whatever is set and stopped meanwhile.
func TestTimersAreAList(t *testing.T) {
	type set struct {
		timer *csp.Timer
		at    time.Time
		every time.Duration
		id    int
	}
	type run struct {
		id int
		at time.Time
	}
	synctest.Test(t, func(t *testing.T) {
		rapid.Check(bubbled{t}, func(t *rapid.T) {
			loop := csp.NewLoop()
			var list []*set // in the order of setting
			var got, want []run
			id := 0
			duration := rapid.Custom(func(t *rapid.T) time.Duration {
				return time.Duration(rapid.IntRange(1, 5).Draw(t, "seconds")) * time.Second
			})
			add := func(d, every time.Duration) {
				s := &set{at: time.Now().Add(d), every: every, id: id}
				f := func() { got = append(got, run{s.id, time.Now()}) }
				if id++; every > 0 {
					s.timer = loop.Every(every, f)
				} else {
					s.timer = loop.After(d, f)
				}
				list = append(list, s)
			}
			t.Repeat(map[string]func(t *rapid.T){
				"After": func(t *rapid.T) { add(duration.Draw(t, "d"), 0) },
				"Every": func(t *rapid.T) { d := duration.Draw(t, "d"); add(d, d) },
				"Stop": func(t *rapid.T) {
					if len(list) == 0 {
						t.Skip("no timer")
					}
					i := rapid.IntRange(0, len(list)-1).Draw(t, "which")
					assert.True(t, list[i].timer.Stop())
					assert.False(t, list[i].timer.Stop())
					list = slices.Delete(list, i, i+1)
				},
				"pass": func(t *rapid.T) {
					time.Sleep(duration.Draw(t, "time"))
					for {
						var first *set
						for _, s := range list {
							if first == nil || s.at.Before(first.at) {
								first = s
							}
						}
						if first == nil || first.at.After(time.Now()) {
							break
						}
						want = append(want, run{first.id, first.at})
						if first.every == 0 {
							list = slices.DeleteFunc(list, func(s *set) bool { return s == first })
						} else {
							first.at = first.at.Add(first.every)
						}
					}
				},
				"": func(t *rapid.T) {
					synctest.Wait() // for the timers
					assert.NoError(t, loop.Do(context.Background(), func() { assert.Equal(t, want, got) }))
				},
			})
			assert.NoError(t, loop.Close())
		})
	})
}
