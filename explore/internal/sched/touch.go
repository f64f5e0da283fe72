package sched

// Touch is what an event does to an object.
type Touch struct {
	Obj  int32
	Mode Mode
}

// Touches appends what op does to objects when t is made of it with mode.
func (x *Exec) Touches(ts []Touch, op *Op, t Transition, mode Mode) []Touch {
	switch {
	case mode == Untouched:
		return ts
	case op.Kind == CondWait:
		return append(ts, Touch{op.Obj, mode}, Touch{op.Obj2, mode})
	case op.Kind == Fire && x.isFine(Count): // what it calls may start a goroutine
		return append(ts, x.touch(op.Obj, mode), Touch{x.crowdID(), Shared})
	case op.Kind == Select && t.Alt != Default:
		return append(ts, x.touch(op.Cases[t.Alt].Obj, mode))
	case op.Cases == nil:
		return append(ts, x.touch(op.Obj, mode))
	}
	for i := range op.Cases {
		if obj := op.Cases[i].Obj; obj != None {
			ts = append(ts, x.touch(obj, mode))
		}
	}
	return ts
}

func (x *Exec) touch(obj int32, mode Mode) Touch {
	if on := x.Inits[obj].On; on != 0 {
		obj = on - 1
	}
	return Touch{obj, mode}
}
