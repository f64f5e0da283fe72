package time_test

import (
	"fmt"
	"math"
	"testing"
	gotime "time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/internal/shimtest"
	"github.com/counterpoint-go/counterpoint/explore/shim/memory"
	"github.com/counterpoint-go/counterpoint/explore/shim/sync"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

var epoch = gotime.Date(2000, gotime.January, 1, 0, 0, 0, 0, gotime.UTC)

// ns returns how long an execution has been running at t.
func ns(t time.Time) int64 { return t.Sub(epoch).Nanoseconds() }

// poll receives from c what is there, and returns when that was sent; -1 if nothing was.
func poll(c <-chan time.Time) int64 {
	var v time.Time
	if chosen, _ := channel.Select(true, channel.RecvCase(c, &v)); chosen < 0 {
		return -1
	}
	return ns(v)
}

func TestClock(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "now", Body: func(t *explore.T) {
			begin := time.Now()
			time.Sleep(5)
			t.Outcome("%v: %d later, %d ago, in %d", begin, ns(time.Now()), time.Since(begin), time.Until(begin.Add(7)))
		}, Want: []string{"2000-01-01 00:00:00 +0000 UTC: 5 later, 5 ago, in 2"}},
		{Name: "now, while time passes", Body: func(t *explore.T) {
			t.Go(func() { time.Sleep(5) })
			t.Outcome("%d", ns(time.Now()))
		}, Want: []string{"0", "5"}, Patient: []string{"0"}},
		{Name: "no sleep", Body: func(t *explore.T) {
			t.Go(func() { time.Sleep(1) })
			time.Sleep(0)
			time.Sleep(-1)
			t.Outcome("goes on")
		}, Want: []string{"goes on"}},
		{Name: "two sleep", Body: func(t *explore.T) { // the one that wakes first may be slow
			c := channel.Make[int](2)
			for _, d := range []time.Duration{2, 1} {
				t.Go(func() {
					time.Sleep(d)
					channel.Send(c, int(d))
				})
			}
			t.Outcome("%d %d", channel.Recv(c), channel.Recv(c))
		}, Want: []string{"1 2", "2 1"}, Patient: []string{"1 2"}},
		{Name: "for ever", Body: func(t *explore.T) { // is not in the past
			time.Sleep(1)
			for _, d := range []time.Duration{math.MaxInt64, 1} {
				t.Go(func() {
					time.Sleep(d)
					t.Outcome("%v", time.Duration(ns(time.Now())))
				})
			}
		}, Want: []string{"2562047h47m16.854775807s"}},
	})
}

func TestTimer(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "after", Body: func(t *explore.T) {
			c := channel.Make[int](1)
			t.Go(func() { channel.Send(c, 1) })
			chosen, _ := channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(time.After(1), nil))
			t.Outcome("%s", []string{"a value", "too late"}[chosen])
		}, Want: []string{"a value", "too late"}, Patient: []string{"a value"}},
		{Name: "a result that nobody waits for", Body: func(t *explore.T) {
			c := channel.Make[int](0)
			t.Go(func() { channel.Send(c, 1) })
			channel.Select(false, channel.RecvCase(c, nil), channel.RecvCase(time.After(1), nil))
			t.Outcome("a value")
		}, Want: []string{"a value", "leak", "stuck"}, Patient: []string{"a value"}},
		{Name: "the first of two", Body: func(t *explore.T) {
			a, b := time.After(2), time.After(1)
			chosen, _ := channel.Select(false, channel.RecvCase(a, nil), channel.RecvCase(b, nil))
			t.Outcome("%d", chosen)
		}, Want: []string{"0", "1"}, Patient: []string{"1"}},
		{Name: "time is sent", Body: func(t *explore.T) {
			late, now := time.NewTimer(5), time.NewTimer(-1)
			t.Outcome("%d %d", ns(channel.Recv(now.C)), ns(channel.Recv(late.C)))
		}, Want: []string{"0 5", "5 5"}, Patient: []string{"0 5"}},
		{Name: "left behind", Body: func(t *explore.T) {
			time.NewTimer(1)
			time.NewTicker(1)
			time.After(1)
			t.Outcome("ends")
		}, Want: []string{"ends"}},
	})
}

func TestStop(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "nothing is received after it", Body: func(t *explore.T) {
			timer := time.NewTimer(1)
			if time.Sleep(1); !timer.Stop() {
				t.Error("nobody has received")
			}
			t.Outcome("%d %v", poll(timer.C), timer.Stop())
		}, Want: []string{"-1 false"}},
		{Name: "or before it", Body: func(t *explore.T) {
			timer := time.NewTimer(1)
			t.Go(func() { channel.Recv(timer.C) })
			t.Outcome("%v", timer.Stop())
		}, Want: []string{"false", "leak", "stuck"}, Patient: []string{"leak", "stuck"}},
		{Name: "a function is called or not", Body: func(t *explore.T) {
			called := channel.Make[int](1)
			timer := time.AfterFunc(1, func() { channel.Send(called, 0) })
			if timer.Stop() {
				t.Outcome("not called: %v", timer.Stop())
				return
			}
			channel.Recv(called)
			t.Outcome("called: %v", timer.Stop())
		}, Want: []string{"called: false", "not called: false"}, Patient: []string{"not called: false"}},
		{Name: "one of several", Body: func(t *explore.T) {
			timer := time.AfterFunc(1, func() {})
			stopped := channel.Make[bool](2)
			for range 2 {
				t.Go(func() { channel.Send(stopped, timer.Stop()) })
			}
			first := channel.Recv(stopped)
			t.Outcome("%v", channel.Recv(stopped) != first)
		}, Want: []string{"false", "true"}, Patient: []string{"true"}},
	})
}

func TestReset(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "what was sent before is not received", Body: func(t *explore.T) {
			timer := time.NewTimer(1)
			inTime := timer.Reset(5)
			t.Outcome("%v %d", inTime, ns(channel.Recv(timer.C)))
		}, Want: []string{"true 5", "true 6"}, Patient: []string{"true 5"}},
		{Name: "by those who wait", Body: func(t *explore.T) {
			timer := time.NewTimer(1)
			received := channel.Make[int64](1)
			t.Go(func() { channel.Send(received, ns(channel.Recv(timer.C))) })
			inTime := timer.Reset(5)
			t.Outcome("%v %d", inTime, channel.Recv(received))
		}, Want: []string{"false 1", "true 5", "true 6"}, Patient: []string{"true 5"}},
		{Name: "again and again", Body: func(t *explore.T) {
			timer := time.NewTimer(1)
			sum := int64(0)
			for range 3 {
				sum += ns(channel.Recv(timer.C))
				if timer.Reset(2) {
					t.Error("it was received")
				}
			}
			t.Outcome("%d %v", sum, timer.Stop())
		}, Want: []string{"9 true"}},
		{Name: "a function", Body: func(t *explore.T) {
			calls := channel.Make[int64](2)
			timer := time.AfterFunc(1, func() { channel.Send(calls, ns(time.Now())) })
			if timer.Reset(5) {
				t.Outcome("once, at %d", channel.Recv(calls))
			} else {
				t.Outcome("at %d and %d", channel.Recv(calls), channel.Recv(calls))
			}
		}, Want: []string{"at 1 and 6", "at 6 and 1", "at 6 and 6", "once, at 5"}, Patient: []string{"once, at 5"}},
		{Name: "and Stop at once", Body: func(t *explore.T) {
			calls := channel.Make[int](2)
			timer := time.AfterFunc(1, func() { channel.Send(calls, 0) })
			others := channel.Make[bool](1)
			t.Go(func() { channel.Send(others, timer.Reset(1)) })
			inTime := []bool{timer.Stop(), channel.Recv(others), timer.Stop()}
			t.Outcome("%v", inTime)
			// Each of the two starts has come to a call, or somebody was in time to keep it from that.
			for _, ok := range inTime {
				if ok {
					channel.Send(calls, 0)
				}
			}
			channel.Recv(calls)
			channel.Recv(calls)
			if timer.Stop() || channel.Len(calls) > 0 {
				t.Error("it was started twice")
			}
		}, Want: []string{
			"[false false false]", "[false false true]", "[false true false]", "[true false false]", "[true false true]", "[true true false]",
		}, Patient: []string{"[true false true]", "[true true false]"}},
	})
}

func TestTicker(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "ticks are lost", Body: func(t *explore.T) {
			ticker := time.NewTicker(2)
			time.Sleep(7)
			t.Outcome("%d %d %d", ns(channel.Recv(ticker.C)), poll(ticker.C), ns(channel.Recv(ticker.C)))
		}, Want: []string{"2 -1 10", "2 -1 8", "2 10 12", "2 8 10"}, Patient: []string{"2 -1 8"}},
		{Name: "stop", Body: func(t *explore.T) {
			ticker := time.NewTicker(1)
			ticker.Stop()
			t.Outcome("%d", poll(ticker.C))
			ticker.Stop()
		}, Want: []string{"-1"}},
		{Name: "reset", Body: func(t *explore.T) {
			ticker := time.NewTicker(3)
			ticker.Reset(5)
			t.Outcome("%d %d", ns(channel.Recv(ticker.C)), ns(channel.Recv(ticker.C)))
		}, Want: []string{"5 10", "8 13"}, Patient: []string{"5 10"}},
		{Name: "tick", Body: func(t *explore.T) {
			c := time.Tick(3)
			t.Outcome("%d %d %v", ns(channel.Recv(c)), ns(channel.Recv(c)), time.Tick(0))
		}, Want: []string{"3 6 <nil>"}},
	})
	t.Run("until it is told to stop", func(t *testing.T) {
		assert.Equal(t, []string{"2 ticks"}, shimtest.Results(t, func(t *explore.T) {
			done := channel.Make[int](0)
			ticks := 0
			t.Go(func() {
				ticker := time.NewTicker(2)
				defer ticker.Stop()
				for {
					if chosen, _ := channel.Select(false, channel.RecvCase(ticker.C, nil), channel.RecvCase(done, nil)); chosen == 1 {
						return
					}
					ticks++
				}
			})
			time.Sleep(5)
			channel.Close(done)
			t.Wait()
			t.Outcome("%d ticks", ticks)
		}, explore.PatientTime()))
	})
}

// What is done before a Timer is started is known to what it calls; what is done after is not.
func TestHappensBefore(t *testing.T) {
	shimtest.Run(t, []shimtest.Program{
		{Name: "start", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			x.Store(1)
			time.AfterFunc(1, func() { x.Load() })
		}, Want: nil},
		{Name: "start again", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			timer := time.AfterFunc(1, func() { x.Load() })
			if timer.Stop() {
				x.Store(1)
				timer.Reset(1)
			}
		}, Want: nil},
		{Name: "afterwards", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			time.AfterFunc(1, func() { x.Load() })
			x.Store(1)
		}, Want: []string{"data race"}},
		{Name: "a timer does not order those who use it", Body: func(t *explore.T) {
			x := memory.NewVar(0)
			timer := time.NewTimer(1)
			var wg sync.WaitGroup
			wg.Add(2)
			t.Go(func() {
				x.Store(1)
				timer.Stop()
				wg.Done()
			})
			t.Go(func() {
				timer.Stop()
				x.Store(2)
				wg.Done()
			})
			wg.Wait()
		}, Want: []string{"data race"}},
	})
}

// A Timer that was started elsewhere is one that has been stopped.
func TestElsewhere(t *testing.T) {
	outside, called := time.NewTimer(time.Hour), time.AfterFunc(time.Hour, func() { panic("called") })
	var before *time.Timer
	explore.Run(func(*explore.T) { before = time.AfterFunc(1, func() {}) })
	assert.False(t, before.Stop())

	assert.Equal(t, []string{"false false -1, then 3 4"}, shimtest.Results(t, func(t *explore.T) {
		first := fmt.Sprint(before.Stop(), called.Stop(), poll(outside.C))
		outside.Reset(3)
		at := ns(channel.Recv(outside.C))
		outside.Reset(1)
		t.Outcome("%s, then %d %d", first, at, ns(channel.Recv(outside.C)))
	}))

	assert.False(t, outside.Stop())
	outside.Reset(1)
	assert.Less(t, time.Since(channel.Recv(outside.C)), time.Hour)
}

func TestPanics(t *testing.T) {
	for text, f := range map[string]func(){
		"non-positive interval for NewTicker":        func() { time.NewTicker(0) },
		"non-positive interval for Ticker.Reset":     func() { new(time.Ticker).Reset(0) },
		"time: Reset called on uninitialized Ticker": func() { new(time.Ticker).Reset(1) },
		"time: Reset called on uninitialized Timer":  func() { new(time.Timer).Reset(1) },
		"time: Stop called on uninitialized Timer":   func() { new(time.Timer).Stop() },
	} {
		assert.PanicsWithValue(t, text, f)
		r := explore.Run(func(*explore.T) { f() })
		if assert.Len(t, r.Failures, 1) {
			assert.Equal(t, explore.Panic, r.Failures[0].Kind)
			assert.Equal(t, text, r.Failures[0].Message)
		}
	}
	assert.NotPanics(t, new(time.Ticker).Stop)
}
