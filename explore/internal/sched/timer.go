package sched

import "slices"

// A TimerID names a timer: by the goroutine that started it, and the how manyth operation of that it was. So
// it is the same in all executions.
type TimerID struct{ G, I int32 }

// A Timer fires at its time, or later: nothing makes a goroutine go on in time.
type Timer struct {
	TimerID
	At      int64 // in nanoseconds
	Period  int64 // of a ticker
	Sleeper int32 // the goroutine that it wakes; None
	Chan    int32 // the channel, with a buffer of one, that it sends to; None
	Call    func(now int64)
}

// nextTimer returns the index of the timer that fires next, -1 if there is none. Of several with one time it is
// that of the lower goroutine. A tick that nobody has received keeps the next ones from being sent.
func (m *Machine) nextTimer() int {
	next := -1
	for i := range m.Timers {
		t := &m.Timers[i]
		if t.Chan != None && m.Objs[t.Chan].N >= m.Objs[t.Chan].Cap {
			continue
		}
		if next < 0 || t.isBefore(&m.Timers[next]) {
			next = i
		}
	}
	return next
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

// isQuiet says whether no goroutine but g can go on.
func (m *Machine) isQuiet(g int32) bool {
	var buf [4]Transition
	for i := range m.Gs {
		if int32(i) == g {
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
	switch kind {
	case Sleep:
		m.Timers = append(m.Timers, Timer{TimerID: TimerID{g, op.I}, At: m.Time + op.Arg, Sleeper: g, Chan: None})
		m.Gs[g].Asleep = op.Obj
		return Read, woken
	case TimerNew:
		m.Timers = append(m.Timers, Timer{
			TimerID: TimerID{g, op.I}, At: m.Time + max(op.Arg, 0), Period: op.Arg2, Sleeper: None, Chan: op.Obj2, Call: op.Call,
		})
		return Read, woken
	case TimerStop:
		i := slices.IndexFunc(m.Timers, func(t Timer) bool { return t.TimerID == op.Timer })
		if i < 0 {
			return Read, woken
		}
		m.Timers = slices.Delete(m.Timers, i, i+1)
		return Write, woken
	case Fire:
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
			t.At += t.Period * max(1, (m.Time-t.At)/t.Period+1)
		} else {
			m.Timers = slices.Delete(m.Timers, i, i+1)
		}
		return Write, woken
	}
	return Read, woken
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
