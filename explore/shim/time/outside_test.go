package time_test

import (
	"fmt"
	"math/rand/v2"
	gosync "sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	gotime "time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
	"github.com/counterpoint-go/counterpoint/explore/shim/time"
)

// A subject is what there is to compare of this package and the real one.
type subject struct {
	newTimer, newTicker func(d time.Duration) handle
	afterFunc           func(d time.Duration, f func()) handle
	now                 func() time.Time
	sleep               func(d time.Duration)
}

// A handle is a Timer or a Ticker.
type handle struct {
	stop  func() bool
	reset func(d time.Duration) bool
	poll  func() (time.Time, bool) // receives what is there
}

var real = subject{
	newTimer: func(d time.Duration) handle {
		t := gotime.NewTimer(d)
		return handle{t.Stop, t.Reset, pollReal(t.C)}
	},
	newTicker: func(d time.Duration) handle {
		t := gotime.NewTicker(d)
		return handle{noResult(t.Stop), func(d time.Duration) bool { t.Reset(d); return true }, pollReal(t.C)}
	},
	afterFunc: func(d time.Duration, f func()) handle {
		t := gotime.AfterFunc(d, f)
		return handle{t.Stop, t.Reset, pollReal(t.C)}
	},
	now:   gotime.Now,
	sleep: gotime.Sleep,
}

var shim = subject{
	newTimer: func(d time.Duration) handle {
		t := time.NewTimer(d)
		return handle{t.Stop, t.Reset, pollShim(t.C)}
	},
	newTicker: func(d time.Duration) handle {
		t := time.NewTicker(d)
		return handle{noResult(t.Stop), func(d time.Duration) bool { t.Reset(d); return true }, pollShim(t.C)}
	},
	afterFunc: func(d time.Duration, f func()) handle {
		t := time.AfterFunc(d, f)
		return handle{t.Stop, t.Reset, pollShim(t.C)}
	},
	now:   time.Now,
	sleep: time.Sleep,
}

func noResult(stop func()) func() bool {
	return func() bool { stop(); return true }
}

func pollReal(c <-chan time.Time) func() (time.Time, bool) {
	return func() (v time.Time, ok bool) {
		select {
		case v, ok = <-c:
		default:
		}
		return v, ok
	}
}

func pollShim(c <-chan time.Time) func() (time.Time, bool) {
	return func() (v time.Time, ok bool) {
		_, ok = channel.Select(true, channel.RecvCase(c, &v))
		return v, ok
	}
}

// session uses a timer, a ticker and a function in some way, and returns all that can be seen of it.
func (s subject) session(seed uint64) (log []string) {
	r := rand.New(rand.NewPCG(seed, 0))
	begin := s.now()
	var calls atomic.Int64
	say := func(what ...any) { log = append(log, fmt.Sprint(s.now().Sub(begin), calls.Load(), what)) }
	d := func() time.Duration { return time.Duration(1 + r.IntN(4)) }
	handles := []handle{s.newTimer(d()), s.newTicker(d()), s.afterFunc(d(), func() { calls.Add(1) })}
	for range 30 {
		i := r.IntN(len(handles))
		h := handles[i]
		switch r.IntN(6) {
		case 0:
			say(i, "stop", h.stop())
		case 1:
			say(i, "reset", h.reset(d()))
		case 2, 3:
			v, ok := h.poll()
			say(i, "poll", v.Sub(begin), ok)
		default:
			s.sleep(time.Duration(r.IntN(5)))
			synctest.Wait()
		}
	}
	for _, h := range handles {
		h.stop()
	}
	return log
}

// Outside of an exploration there is no difference to the real package.
func TestOutside(t *testing.T) {
	for seed := range uint64(200) {
		var want, got []string
		synctest.Test(t, func(*testing.T) { want = real.session(seed) })
		synctest.Test(t, func(*testing.T) { got = shim.session(seed) })
		assert.Equal(t, want, got, "session %d", seed)
		if t.Failed() {
			break
		}
	}
}

func TestOutsideFunctions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begin := gotime.Now()
		assert.Equal(t, begin, time.Now())
		assert.Equal(t, begin.Add(3), channel.Recv(time.After(3)))
		c := time.Tick(5)
		assert.Equal(t, begin.Add(8), channel.Recv(c))
		assert.Equal(t, begin.Add(13), channel.Recv(c))
		assert.Equal(t, time.Duration(13), time.Since(begin))
		assert.Equal(t, time.Duration(-13), time.Until(begin))
		assert.Nil(t, time.Tick(0))
	})
}

// What several do to a Timer at once is as if it were done in some order.
func TestOutsideAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		timer := time.NewTimer(1)
		for range 100 {
			var wg gosync.WaitGroup
			for i := range 3 {
				wg.Go(func() {
					for range 10 {
						timer.Reset(time.Duration(i))
						time.Sleep(1)
						channel.Select(true, channel.RecvCase(timer.C, nil))
					}
				})
			}
			wg.Wait()
			timer.Stop()
			time.Sleep(10)
			_, ok := pollShim(timer.C)()
			assert.False(t, ok)
		}
	})
}
