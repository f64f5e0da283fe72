package time

import (
	"sync"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/shim/channel"
)

// An alarm is what Timers and Tickers are made of. When it rings it sends the time, or calls a function.
//
// It belongs to where it was started last, to an execution or to none. What it knows of itself it needs no lock
// for in an execution: that changes right after steps about the clock, whose order is part of the trace.
type alarm struct {
	c chan Time // to send on; nil if f is called
	f func()

	mu     sync.Mutex // guards the rest outside
	stamp  uint64     // of the execution that it belongs to; 0 for none
	period Duration   // of a Ticker
	rings  bool       // it is still to ring
	due    Time       // when it rings next
	turn   int        // how often it was started and stopped: when it rings for an earlier turn, it does not

	id   sched.TimerID // inside: what it was when it was started first
	real *time.Timer   // outside: what rings
}

// isMade says whether the alarm has anything to do when it rings.
func (a *alarm) isMade() bool { return a.c != nil || a.f != nil }

// start starts the alarm, in the place of what it was started for before. It says whether that was still to
// come: see hush.
func (a *alarm) start(d, period Duration) (wasToCome bool) {
	x := sched.Current()
	if x == nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		wasToCome = a.hush(nil)
		a.stamp, a.period, a.rings, a.due = 0, period, true, time.Now().Add(d)
		a.startReal(d)
		return wasToCome
	}
	op := a.op(x, sched.TimerNew)
	op.Arg, op.Arg2, op.Call = int64(d), int64(period), a.ring
	isOurs := a.stamp == x.Stamp()
	switch {
	case isOurs:
		op.Timer = a.id.Again()
	case a.turn > 0:
		wasToCome = a.stop() // elsewhere it may have sent what is still in the channel
	}
	e := x.Do(op)
	if isOurs {
		wasToCome = a.hush(x)
	} else {
		a.id = sched.TimerID{G: e.G, I: e.I}
	}
	a.turn++
	a.stamp, a.period, a.rings, a.due = x.Stamp(), period, true, at(x.Time).Add(d)
	return wasToCome
}

// stop stops the alarm. It says whether what it was started for was still to come: see hush.
func (a *alarm) stop() (wasToCome bool) {
	x := sched.Current()
	if x == nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		return a.hush(nil)
	}
	op := a.op(x, sched.TimerStop)
	op.Timer = sched.TimerID{G: sched.None}
	if a.stamp == x.Stamp() {
		op.Timer = a.id
	}
	x.Do(op)
	return a.hush(x)
}

// op returns an operation on the alarm.
func (a *alarm) op(x *sched.Exec, kind sched.Kind) sched.Op {
	op := sched.Op{Kind: kind, Obj: x.Clock(), Obj2: sched.None}
	if a.c != nil {
		op.Obj2 = channel.ID(x, a.c)
	}
	return op
}

// hush has the alarm not ring, and nobody receive what it has sent. It says whether there was anything to keep
// it from: as long as the time that it has sent has not been received, it is as if it had not rung.
func (a *alarm) hush(x *sched.Exec) (wasToCome bool) {
	wasToCome = a.rings && a.stamp == stampOf(x)
	a.rings = false
	a.turn++
	if a.real != nil {
		a.real.Stop()
	}
	if a.c == nil {
		return wasToCome
	}
	drain := func() {
		chosen, _ := channel.Select(true, channel.RecvCase(a.c, nil))
		wasToCome = wasToCome || chosen == 0
	}
	if x != nil {
		x.Aside(drain)
	} else {
		drain()
	}
	return wasToCome
}

// ring is called by the engine. It is no step.
func (a *alarm) ring(now int64) {
	a.rings = a.period > 0
	if a.c != nil {
		a.c <- at(now) // there is room
	} else {
		sched.Current().GoOnTime(a.f)
	}
}

func (a *alarm) startReal(d Duration) {
	turn := a.turn
	a.real = time.AfterFunc(d, func() { a.ringReal(turn) })
}

func (a *alarm) ringReal(turn int) {
	mine := false
	sched.Outside(func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if mine = a.turn == turn; !mine {
			return
		}
		now := time.Now()
		a.rings = a.period > 0
		if a.c != nil {
			channel.Select(true, channel.SendCase(a.c, now))
		}
		if a.rings {
			a.due = a.due.Add(a.period * (1 + now.Sub(a.due)/a.period))
			a.real.Reset(time.Until(a.due))
		}
	})
	if mine && a.f != nil {
		a.f()
	}
}

// stampOf returns the execution's stamp, 0 for none.
func stampOf(x *sched.Exec) uint64 {
	if x == nil {
		return 0
	}
	return x.Stamp()
}
