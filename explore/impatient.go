package explore

import (
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// A test that waits with a limit fails when that is up:
//
//	select {
//	case <-done:
//	case <-time.After(time.Second):
//		t.Fatal("timeout")
//	}
//
// Goroutines may be arbitrarily slow, so there is an execution of every such test in which the timer comes first. It says
// nothing if done would have come, had the test had more patience. See [Impatient].

// wasImpatient says whether an execution failed for having waited no longer: the goroutine that failed had left a select
// for a timer, and if time waits for goroutines from the last tick before that on, there is no failure.
func (r *run) wasImpatient() bool {
	x := r.x
	if !r.impatient || r.replayed || x.Patient || x.Failure == nil || x.Failure.Kind != string(Failed) {
		return false
	}
	tick := lastTick(x, x.Failure.G)
	if tick < 0 {
		return false
	}
	plan := planOf(x)
	r.replayWith(&search.Turns{Schedule: plan[:tick]})
	fails := x.Failure != nil || x.Overrun || len(x.Stuck()) > 0
	r.replay(plan, len(plan) > 0, false)
	return !fails
}

// lastTick returns the event by which a goroutine was let out of the last select that it was in, if that was a timer
// that fired and it had others to wait for; else -1.
func lastTick(x *sched.Exec, g int32) int {
	at, ch := timeout(x, g)
	if at < 0 {
		return -1
	}
	closer := sched.None // who has closed the channel: what a timer has started, if it is a context's
	for i := at - 1; i >= 0; i-- {
		e := &x.Events[i]
		op := x.Op(e.G, e.I)
		switch {
		case op.Kind == sched.Close && op.Obj == ch:
			closer = int(e.G)
		case op.Kind != sched.Fire:
		case closer >= 0 && int(x.Spawns[closer].At) == i+1:
			return i
		case closer < 0 && x.Op(e.Fired.G, e.Fired.I).Obj2 == ch:
			return i
		}
	}
	return -1
}

// timeout returns the last select of a goroutine that waited for several, and the channel that let it go; -1 if the
// goroutine has received from elsewhere since.
func timeout(x *sched.Exec, g int32) (at int, ch int32) {
	parts := x.Parts[g]
	for i := len(parts) - 1; i >= 0; i-- {
		e := &x.Events[parts[i]]
		op := x.Op(e.G, e.I)
		if e.G != g {
			return -1, sched.None // it has met a receiver
		}
		switch op.Kind {
		case sched.Receive:
			return -1, sched.None
		case sched.Select:
			if op.Default || len(op.Cases) < 2 {
				return -1, sched.None
			}
			return int(parts[i]), op.Cases[e.Alt].Obj
		}
	}
	return -1, sched.None
}
