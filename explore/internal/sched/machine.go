package sched

import "slices"

// A Machine is the abstract state of a program: of its objects and its goroutines all that decides
// which operations can go on, and to what effect. It is plain data, and is moved by Apply alone. The
// search moves a copy to ask what would have been possible.
type Machine struct {
	Objs   []ObjState
	Gs     []GState
	Timers []Timer // those that have not fired, and tickers
	Time   int64   // in nanoseconds, since the execution began
	// Patient says that time passes only when nothing else can go on.
	Patient bool
	tickets int32
}

// An ObjState is the state of an object. What the fields mean depends on what kind of object it is.
type ObjState struct {
	Owner   int32  // a mutex's holder, a RWMutex's writer, the goroutine inside of a Once; all plus 1
	N       int32  // elements in a channel, readers of a RWMutex, a WaitGroup's count, 1 for a Once that is done, and for a gate that is open
	Cap     int32  // of a channel
	Closed  bool   // of a channel; of a RWMutex, a writer waits for the readers to leave
	Val     uint64 // the bits of an atomic
	Changes uint32 // how often it has changed
	On      int32  // plus 1, the object that events on this one conflict on, if that is another
}

// A GState is the state of a goroutine.
type GState struct {
	Op     *Op   // what it is about to do; nil if it has not been started, or has ended
	Ended  bool  // it has ended
	Asleep int32 // the condition variable that it sleeps on; None
	ticket int32 // since when, among the sleepers
	spins  int32 // how often it has yielded, and gone on without a change
}

// CopyFrom makes m a copy of n.
func (m *Machine) CopyFrom(n *Machine) {
	m.Objs = append(m.Objs[:0], n.Objs...)
	m.Gs = append(m.Gs[:0], n.Gs...)
	m.Timers = append(m.Timers[:0], n.Timers...)
	m.tickets, m.Time, m.Patient = n.tickets, n.Time, n.Patient
}

// Transitions appends to ts those that goroutine g can make, in an order that depends on the state
// alone.
func (m *Machine) Transitions(ts []Transition, g int32) []Transition {
	s := &m.Gs[g]
	op := s.Op
	if op == nil || s.Asleep != None {
		return ts
	}
	switch op.Kind {
	case Receive, Send:
		return m.communicate(ts, g, None, op.Kind, op.Obj)
	case Select:
		ready := false
		for i := range op.Cases {
			c := &op.Cases[i]
			ready = ready || m.isReady(c)
			ts = m.communicate(ts, g, int32(i), c.Kind, c.Obj)
		}
		if op.Default && !ready {
			t := Do(g)
			t.Alt = Default
			ts = append(ts, t)
		}
		return ts
	}
	if m.isEnabled(g, op) {
		ts = append(ts, Do(g))
	}
	return ts
}

// isReady says whether a case can go on without meeting anybody.
func (m *Machine) isReady(c *Case) bool {
	if c.Obj == None {
		return false
	}
	o := &m.Objs[c.Obj]
	if c.Kind == Receive {
		return o.N > 0 || o.Closed
	}
	return o.Closed || o.N < o.Cap
}

// communicate appends the transitions of a send or receive. Where two goroutines meet, at an
// unbuffered channel, the transition is the receiver's.
func (m *Machine) communicate(ts []Transition, g, alt int32, kind Kind, obj int32) []Transition {
	if obj == None {
		return ts // a nil channel blocks for ever
	}
	if m.isReady(&Case{Kind: kind, Obj: obj}) {
		return append(ts, Transition{G: g, Alt: alt, With: None, WithAlt: None})
	}
	if kind == Send || m.Objs[obj].Cap > 0 {
		return ts
	}
	polls := m.Gs[g].Op.Default
	for other := range m.Gs {
		s := &m.Gs[other]
		if int32(other) == g || s.Op == nil || s.Asleep != None {
			continue
		}
		switch {
		case s.Op.Kind == Send && s.Op.Obj == obj:
			ts = append(ts, Transition{G: g, Alt: alt, With: int32(other), WithAlt: None})
		case s.Op.Kind == Select && (!polls || !s.Op.Default): // two that only look in do not meet
			for i := range s.Op.Cases {
				if c := &s.Op.Cases[i]; c.Kind == Send && c.Obj == obj {
					ts = append(ts, Transition{G: g, Alt: alt, With: int32(other), WithAlt: int32(i)})
				}
			}
		}
	}
	return ts
}

// isEnabled says whether an operation that leaves no choice can go on.
func (m *Machine) isEnabled(g int32, op *Op) bool {
	switch {
	case op.Kind == Fire:
		return m.nextTimer() >= 0 && (!m.Patient || m.isQuiet(g))
	case op.Kind == Join:
		return m.isLast(g)
	case op.Kind == Yield:
		return m.hasChanged(op) || m.isQuiet(g) && m.isNextToSpin(g)
	case op.Obj == None:
		return true
	}
	return m.Objs[op.Obj].Allows(op.Kind)
}

// Allows says whether an operation can go on that is about this object alone.
func (o *ObjState) Allows(kind Kind) bool {
	switch kind {
	case Lock, OnceEnter:
		return o.Owner == 0
	case RLock, RWAsk:
		return o.Owner == 0 && !o.Closed
	case RWLock:
		return o.Owner == 0 && o.N == 0
	case GroupWait:
		return o.N <= 0
	case Pass:
		return o.N > 0
	}
	return true
}

// hasChanged says whether something has changed that the goroutine has read.
func (m *Machine) hasChanged(op *Op) bool {
	return slices.ContainsFunc(op.Cases, func(c Case) bool { return m.Objs[c.Obj].Changes != c.Seen })
}

// isNextToSpin says whether g, of the goroutines that wait for a change, is the one that goes on if there is
// none: the one that has done so least often.
func (m *Machine) isNextToSpin(g int32) bool {
	mine := m.Gs[g].spins
	for i := range m.Gs {
		if s := &m.Gs[i]; s.Op != nil && s.Op.Kind == Yield && (s.spins < mine || s.spins == mine && int32(i) < g) {
			return false
		}
	}
	return true
}

// isLast says whether all goroutines but g have ended.
func (m *Machine) isLast(g int32) bool {
	for i := range m.Gs {
		if s := &m.Gs[i]; int32(i) != g && s.Op != nil && s.Op.Kind != Fire {
			return false
		}
	}
	return true
}

// Enabled says whether t is possible. The buffer spares an allocation.
func (m *Machine) Enabled(t Transition, buf []Transition) bool {
	if int(t.G) >= len(m.Gs) {
		return false
	}
	if s := &m.Gs[t.G]; s.Op != nil && !s.Op.Kind.isOpen() {
		return t == Do(t.G) && s.Asleep == None && m.isEnabled(t.G, s.Op)
	}
	return slices.Contains(m.Transitions(buf[:0], t.G), t)
}

// First returns the first of g's transitions, if it has any.
func (m *Machine) First(g int32, buf []Transition) (Transition, bool) {
	s := &m.Gs[g]
	switch {
	case s.Op == nil || s.Asleep != None:
		return Transition{}, false
	case !s.Op.Kind.isOpen():
		return Do(g), m.isEnabled(g, s.Op)
	}
	if ts := m.Transitions(buf[:0], g); len(ts) > 0 {
		return ts[0], true
	}
	return Transition{}, false
}

// isOpen says whether an operation may leave a choice.
func (k Kind) isOpen() bool { return k == Send || k == Receive || k == Select }

// Apply makes the transition, and returns what it did to the object: see Mode. Goroutines that it
// wakes are appended to woken.
func (m *Machine) Apply(t Transition, woken []int32) (Mode, []int32) {
	op := m.Gs[t.G].Op
	kind, obj := op.Kind, op.Obj
	if kind == Yield {
		if !m.hasChanged(op) {
			m.Gs[t.G].spins++
		}
		return Read, woken
	}
	if kind == Select {
		if t.Alt == Default {
			return Read, woken
		}
		kind, obj = op.Cases[t.Alt].Kind, op.Cases[t.Alt].Obj
	}
	switch kind {
	case LoadAll:
		return Read, woken
	case StoreAll:
		for _, c := range op.Cases {
			m.Objs[c.Obj].Val = c.Bits
			m.Objs[c.Obj].Changes++
		}
		return Write, woken
	}
	if obj == None {
		return Untouched, woken
	}
	switch kind {
	case Receive:
		if t.With != None {
			m.Objs[obj].Changes++
			return Write, woken
		}
	case CondWait:
		m.Objs[op.Obj2].Owner = 0
		m.tickets++
		m.Gs[t.G].Asleep, m.Gs[t.G].ticket = obj, m.tickets
	case CondSignal, CondBroadcast:
		woken = m.wake(obj, kind == CondBroadcast, woken)
	case Sleep, TimerNew, TimerStop, Now, Fire:
		return m.tell(kind, op, t.G, woken)
	}
	o := &m.Objs[obj]
	mode := o.Take(kind, op, t.G)
	if mode != Read {
		o.Changes++
	}
	return mode, woken
}

// Take does to the object what an operation of goroutine g does that is about it alone.
func (o *ObjState) Take(kind Kind, op *Op, g int32) Mode {
	switch kind {
	case Load, AtomicLoad, Len, GroupWait, Pass, Count, Log:
		return Read
	case Start, End:
		return Shared
	case Call:
		return Called
	case Return:
		return Returned
	case Store, AtomicStore:
		o.Val = uint64(op.Arg)
	case AtomicCAS:
		if o.Val != uint64(op.Arg) {
			return Read
		}
		o.Val = uint64(op.Arg2)
	case Lock:
		o.Owner = g + 1
	case RWAsk:
		o.Closed = true
	case RWLock:
		o.Owner, o.Closed = g+1, false
	case TryLock, RWTryLock:
		if o.Owner != 0 || o.N != 0 || o.Closed {
			return Read
		}
		o.Owner = g + 1
	case Unlock, RWUnlock:
		if o.Owner == 0 {
			return Read // and a fatal error
		}
		o.Owner = 0
	case RLock:
		o.N++
		return Shared
	case TryRLock:
		if o.Owner != 0 || o.Closed {
			return Read
		}
		o.N++
		return Shared
	case RUnlock:
		if o.N == 0 {
			return Read // and a fatal error
		}
		o.N--
		return Shared
	case Send:
		if o.Closed {
			return Read // and a panic
		}
		o.N++
	case Receive:
		if o.N == 0 {
			return Read // that it is closed
		}
		o.N--
	case Close:
		if o.Closed {
			return Read // and a panic
		}
		o.Closed = true
	case GroupAdd:
		o.N += int32(op.Arg)
		if op.Default {
			return Write
		}
		return Shared
	case OnceEnter:
		if o.N != 0 {
			return Read
		}
		o.Owner = g + 1
	case OnceLeave:
		o.Owner, o.N = 0, 1
	case Open, Complete:
		o.N = 1
	}
	return Write
}

// wake wakes the goroutine that sleeps longest on a condition variable, or all of them.
func (m *Machine) wake(obj int32, all bool, woken []int32) []int32 {
	for {
		first := int32(None)
		for g := range m.Gs {
			if s := &m.Gs[g]; s.Asleep == obj && (first == None || s.ticket < m.Gs[first].ticket) {
				first = int32(g)
			}
		}
		if first == None {
			return woken
		}
		m.Gs[first].Asleep = None
		woken = append(woken, first)
		if !all {
			return woken
		}
	}
}

// Replay moves the machine by an event of x, which was made of this or an equivalent state.
func (m *Machine) Replay(x *Exec, e *Event, woken []int32) {
	op := &x.Ops[e.G][e.I]
	m.Gs[e.G].Op = op
	if e.With != None {
		m.Gs[e.With].Op = &x.Ops[e.With][e.WithI]
	}
	m.Apply(e.Transition, woken)
	if op.Kind == AtomicAdd {
		m.Objs[op.Obj].Val = e.After
	}
}

// Begin makes m the state at the beginning of x.
func (m *Machine) Begin(x *Exec) {
	m.Objs = append(m.Objs[:0], x.Inits...)
	m.Gs = m.Gs[:0]
	for range x.Gs {
		m.Gs = append(m.Gs, GState{Asleep: None})
	}
	m.Timers = m.Timers[:0]
	m.tickets, m.Time, m.Patient = 0, 0, x.Patient
}
