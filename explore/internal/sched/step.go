package sched

// Do does an operation of the goroutine that calls it: it returns when that has been chosen. The
// event is valid until the next one.
func (x *Exec) Do(op Op) *Event {
	g := x.cur
	var here byte
	if !g.isAt(&here) {
		g.meet()
	}
	if g.dying {
		x.refuse(g)
	}
	if g.reads >= manyReads && op.Kind != Yield && g.isSpinning(&op) {
		x.Yield()
	}
	op.I = int32(len(x.Ops[g.id]))
	x.Seen |= 1 << op.Kind
	x.Ops[g.id] = append(x.Ops[g.id], op)
	if x.Recording {
		x.Record.operation(g.id)
	}
	x.Gs[g.id].Op = &x.Ops[g.id][len(x.Ops[g.id])-1]
	if next := x.next(); next != g {
		x.target = next
		g.co.suspend()
		if g.dying {
			panic(unwinding{})
		}
	}
	e := &x.Events[g.event]
	if g.reads++; e.Mode != Read {
		g.changes()
	}
	return e
}

// next returns who runs next: one that has not come to its next operation yet, or the one whose
// transition is chosen and made. It is nil when nobody can go on.
func (x *Exec) next() *G {
	for {
		if len(x.unsettled) > 0 {
			g := x.unsettled[0]
			x.unsettled = append(x.unsettled[:0], x.unsettled[1:]...)
			return g
		}
		if x.ended {
			return nil
		}
		x.tick()
		t, ok := x.choose()
		if !ok {
			return nil
		}
		if g := x.make(t); g.id != x.clockG {
			return g
		}
	}
}

// choose returns the transition that the plan says, or else the chooser.
func (x *Exec) choose() (Transition, bool) {
	n := len(x.Events)
	if n%1024 == 1023 {
		x.beats.Add(1)
	}
	if n >= x.MaxSteps {
		x.Overrun = true
		return Transition{}, false
	}
	if n < len(x.Plan) && x.Diverged == None {
		t := x.Plan[n]
		if x.Enabled(t, x.buf) && (n >= len(x.Kinds) || x.Kinds[n] == x.Gs[t.G].Op.Kind) {
			return t, true
		}
		x.Diverged, x.Instead = n, 0
		if int(t.G) < len(x.Gs) && x.Gs[t.G].Op != nil {
			x.Instead = x.Gs[t.G].Op.Kind
		}
	}
	return x.Chooser.Choose(x)
}

// make makes a transition, and returns the goroutine whose it is.
func (x *Exec) make(t Transition) *G {
	e := Event{Transition: t, I: int32(len(x.Ops[t.G]) - 1), WithI: None, First: int32(len(x.Woken)), Named: int32(len(x.Objs))}
	n := int32(len(x.Events))
	if obj := x.Gs[t.G].Op.Obj; obj != None {
		e.Was, e.Changes = x.Objs[obj], x.Objs[obj].Changes
	}
	switch op := x.Gs[t.G].Op; op.Kind {
	case Yield:
		e.Quiet = !x.hasChanged(op)
	case LoadAll:
		for i := range op.Cases {
			op.Cases[i].Seen = x.Objs[op.Cases[i].Obj].Changes
		}
	}
	var fires func(now int64)
	if x.Gs[t.G].Op.Kind == Fire {
		next := &x.Timers[x.nextTimer()]
		fires, e.Fired = next.Call, next.TimerID
	}
	e.Mode, x.Woken = x.Apply(t, x.Woken)
	e.Woke = int32(len(x.Woken)) - e.First
	x.Gs[t.G].Op = nil
	x.Parts[t.G] = append(x.Parts[t.G], n)
	if t.With != None {
		e.WithI = int32(len(x.Ops[t.With]) - 1)
		x.Gs[t.With].Op = nil
		x.Parts[t.With] = append(x.Parts[t.With], n)
		x.unsettled = append(x.unsettled, x.gs[t.With])
		x.gs[t.With].event = n
	}
	x.Events = append(x.Events, e)
	x.gs[t.G].event = n
	if fires != nil {
		fires(x.Time)
	}
	return x.gs[t.G]
}

// Added tells what an AtomicAdd, which has just been done, has made of the value.
func (x *Exec) Added(e *Event, obj int32, bits uint64) {
	e.After = bits
	x.Objs[obj].Val = bits
}

// NewCases returns room for n cases of an operation of this execution. It is not nil.
func (x *Exec) NewCases(n int) []Case {
	if len(x.cases)+n > cap(x.cases) || x.cases == nil { // what has been given away stays where it is
		x.cases = make([]Case, 0, max(2*cap(x.cases), n, fewSteps))
	}
	at := len(x.cases)
	x.cases = x.cases[:at+n]
	return x.cases[at : at+n : at+n]
}
