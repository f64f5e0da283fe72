package sched

import (
	"math"
	"slices"
)

// A TimerID names a timer: by the goroutine that started it, and the how manyth operation of that it was. So
// it is the same in all executions.
type TimerID struct{ G, I int32 }

// Again is what a TimerNew says in Op.Timer to start this timer again, in the place of what it was started for
// before. One that says nothing there starts a new timer.
func (id TimerID) Again() TimerID { return TimerID{id.G + 1, id.I} }

// A Timer fires at its time, or later: nothing makes a goroutine go on in time.
type Timer struct {
	TimerID         // of the last start
	First   TimerID // of the first one: what Op.Timer says of a TimerStop
	At      int64   // in nanoseconds
	Period  int64   // of a ticker
	Sleeper int32   // the goroutine that it wakes; None
	Chan    int32   // the channel, with a buffer of one, that it sends to; None
	Call    func(now int64)
}

// nextTimer returns the index of the timer that fires next, -1 if there is none. Of several with one time it is
// that of the lower goroutine. A tick that nobody has received keeps the next ones from being sent.
func (m *Machine) nextTimer() int {
	next := -1
	for i := range m.Timers {
		t := &m.Timers[i]
		if !m.isFull(t) && (next < 0 || t.isBefore(&m.Timers[next])) {
			next = i
		}
	}
	return next
}

// isFull says whether what the timer has sent before was not received.
func (m *Machine) isFull(t *Timer) bool {
	return t.Chan != None && m.Objs[t.Chan].N >= m.Objs[t.Chan].Cap
}

func (t *Timer) isBefore(u *Timer) bool {
	switch {
	case t.At != u.At:
		return t.At < u.At
	case t.G != u.G:
		return t.G < u.G
	}
	return t.I < u.I
}

// stop stops the timer, and takes from the channel what it has sent. It says whether there was anything to do.
func (m *Machine) stop(id TimerID, ch int32) (done bool) {
	if i := slices.IndexFunc(m.Timers, func(t Timer) bool { return t.First == id }); i >= 0 {
		m.Timers = slices.Delete(m.Timers, i, i+1)
		done = true
	}
	if ch != None && m.Objs[ch].N > 0 {
		m.Objs[ch].N = 0
		done = true
	}
	return done
}

// fire has the next timer fire.
func (m *Machine) fire(woken []int32) []int32 {
	i := m.nextTimer()
	t := &m.Timers[i]
	m.Time = max(m.Time, t.At)
	if t.Sleeper != None {
		m.Gs[t.Sleeper].Asleep = None
		woken = append(woken, t.Sleeper)
	}
	if t.Chan != None {
		m.Objs[t.Chan].N++
	}
	if t.Period > 0 {
		t.skip(m.Time)
	} else {
		m.Timers = slices.Delete(m.Timers, i, i+1)
	}
	for i := range m.Timers { // ticks for which there was no room when their time came are lost
		if t := &m.Timers[i]; t.Period > 0 && m.isFull(t) {
			t.skip(m.Time)
		}
	}
	return woken
}

// skip leaves out the ticks that are not later than now.
func (t *Timer) skip(now int64) {
	if t.At <= now {
		t.At = later(now, t.Period-(now-t.At)%t.Period)
	}
}

// later returns the time that is d after at, or the last one that there is.
func later(at, d int64) int64 {
	if d > math.MaxInt64-at {
		return math.MaxInt64
	}
	return at + d
}

// isQuiet says whether no goroutine but g can go on.
func (m *Machine) isQuiet(g int32) bool {
	var buf [4]Transition
	for i := range m.Gs {
		if op := m.Gs[i].Op; int32(i) == g || op != nil && op.Kind == Yield && !m.hasChanged(op) {
			continue
		}
		if _, ok := m.First(int32(i), buf[:0]); ok {
			return false
		}
	}
	return true
}

// tell does what an operation does that is about time.
func (m *Machine) tell(kind Kind, op *Op, g int32, woken []int32) (Mode, []int32) {
	id := TimerID{g, op.I}
	switch kind {
	case Sleep:
		m.Timers = append(m.Timers, Timer{TimerID: id, First: id, At: later(m.Time, op.Arg), Sleeper: g, Chan: None})
		m.Gs[g].Asleep = op.Obj
	case TimerNew:
		mode, first := Read, id
		if op.Timer != (TimerID{}) {
			mode, first = Write, TimerID{op.Timer.G - 1, op.Timer.I}
			m.stop(first, op.Obj2)
		}
		m.Timers = append(m.Timers, Timer{
			TimerID: id, First: first, At: later(m.Time, max(op.Arg, 0)), Period: op.Arg2, Sleeper: None, Chan: op.Obj2, Call: op.Call,
		})
		return mode, woken
	case TimerStop:
		if m.stop(op.Timer, op.Obj2) {
			return Write, woken
		}
	case Fire:
		return Write, m.fire(woken)
	}
	return Read, woken
}

// Now returns what time it is for the goroutine that has looked at the clock. One that looks again and again, and has
// changed nothing for long, waits for a time to come for which there need be no timer: it sees time pass, faster and
// faster.
func (x *Exec) Now() int64 {
	const long, faster, fastest = 1000, 16, 40
	g := x.cur
	g.now = max(g.now, x.Time)
	if over := g.reads - long; over > 0 {
		g.now = later(g.now, 1<<min(over/faster, fastest))
	}
	return g.now
}

// Clock returns the number of the clock, on which all that is about time conflicts.
func (x *Exec) Clock() int32 { return x.ID(&x.clock, ObjState{}) }

// tick keeps the clock's goroutine at its operation as long as there are timers.
func (x *Exec) tick() {
	if len(x.Timers) == 0 {
		return
	}
	if x.clockG == None {
		x.clockG = x.ids.extra()
	}
	x.grow(x.clockG)
	g := x.clockG
	x.Spawns[g] = Spawn{Parent: None, Exists: true}
	if x.Gs[g].Op == nil {
		x.Ops[g] = append(x.Ops[g], Op{Kind: Fire, Obj: x.Clock(), I: int32(len(x.Ops[g]))})
		x.Gs[g].Op = &x.Ops[g][len(x.Ops[g])-1]
	}
}

// IsClock says whether g is the goroutine that makes time pass.
func (x *Exec) IsClock(g int32) bool { return g == x.clockG }

// Aside calls f as if it were not in an exploration: what it does to a shim is the real thing, and no step. So f
// must not wait.
func (x *Exec) Aside(f func()) {
	current.Store(nil)
	defer current.Store(x)
	f()
}

// Outside calls f when no exploration is under way: it waits for the end of the one that is. It is for real
// timers, which fire whatever the process is in the middle of.
func Outside(f func()) {
	exploring.Lock()
	defer exploring.Unlock()
	f()
}
