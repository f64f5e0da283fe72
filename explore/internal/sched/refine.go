package sched

// What an operation has to be told apart from costs executions, so that some of it is told apart only in programs
// that can see the difference: those that have an operation of one of these kinds.
//
//   - TryRLock fails while a writer waits for the readers to leave. So that a writer has begun to wait is a step,
//     RWAsk.
//   - GroupAdd may take the count of a WaitGroup below zero, which panics. Who does so depends on the order of what
//     otherwise commutes.
//   - Count tells how many goroutines there are. So that one starts is a step, and that one ends, Start and End.
//   - Log panics if the test is over that a goroutine logs to. So that this is over is a step, Complete.
//
// That a program has such an operation, or has it do so, is known when it comes to one. The execution is over then, and the search
// begins again, with the steps that it takes: see Refined.

// Refine comes before an operation of this kind. It ends the execution if its steps are too large for that.
func (x *Exec) Refine(kind Kind) {
	if x.isFine(kind) || x.cur.dying {
		return
	}
	x.asked |= 1 << kind
	x.ended, x.cur.dying = true, true
	panic(unwinding{})
}

// Refined has the executions that follow be made of the steps that were found to be needed. It returns false if
// they have been all along, and what was run counts.
func (x *Exec) Refined() bool {
	again := x.asked&^x.fine != 0
	x.fine |= x.asked
	return again
}

// RefineFor has executions be made of the steps of a schedule.
func (x *Exec) RefineFor(schedule []Kind) {
	for _, k := range schedule {
		switch k {
		case TryRLock, RWAsk:
			x.fine |= 1 << TryRLock
		case Count, Start, End:
			x.fine |= 1 << Count
		case Log, Complete:
			x.fine |= 1 << Log
		}
	}
}

// RefineTo has executions be made of the steps that Fine told of.
func (x *Exec) RefineTo(fine Kinds) { x.fine |= fine }

// Fine says for which kinds of operations steps are small.
func (x *Exec) Fine() Kinds { return x.fine }

func (x *Exec) isFine(kind Kind) bool { return x.fine&(1<<kind) != 0 }

// GroupAdd adds to the count of a WaitGroup, and says whether it is below zero then.
func (x *Exec) GroupAdd(obj int32, delta int64) (negative bool) {
	x.Do(Op{Kind: GroupAdd, Obj: obj, Arg: delta, Default: x.isFine(GroupAdd)})
	if x.Objs[obj].N >= 0 {
		return false
	}
	x.asked |= 1 << GroupAdd // the execution goes on: it has the same steps, of which more depend on each other
	return true
}

// AsksToWrite says whether that a writer begins to wait is a step. Then no deadlock of readers that wait for a
// writer is overlooked.
func (x *Exec) AsksToWrite() bool { return x.isFine(TryRLock) }

// WriteLock locks a RWMutex for writing.
func (x *Exec) WriteLock(obj int32) {
	if x.AsksToWrite() {
		x.Do(Op{Kind: RWAsk, Obj: obj})
	}
	x.Do(Op{Kind: RWLock, Obj: obj})
}

// Count returns how many goroutines there are that have not ended.
func (x *Exec) Count() (n int) {
	x.Refine(Count)
	x.Do(Op{Kind: Count, Obj: x.crowdID()})
	for g := range x.Gs {
		if x.Spawns[g].Exists && !x.Gs[g].Ended && int32(g) != x.clockG {
			n++
		}
	}
	return n
}

// LogTo comes before a goroutine logs to a test, which has this object, and is not the goroutine's own. It says whether
// the test is over.
func (x *Exec) LogTo(obj int32) (isOver bool) {
	x.Refine(Log)
	x.Do(Op{Kind: Log, Obj: obj})
	return x.Objs[obj].N > 0
}

// Complete comes when a test is over, which has this object.
func (x *Exec) Complete(obj int32) {
	if x.isFine(Log) {
		x.Do(Op{Kind: Complete, Obj: obj})
	}
}

// crowdID returns the number of the object that stands for how many goroutines there are.
func (x *Exec) crowdID() int32 { return x.ID(&x.crowd, ObjState{}) }

// leave is the last step of a goroutine where somebody counts them.
func (g *G) leave() {
	defer func() { _ = recover() }() // of being unwound
	g.x.Do(Op{Kind: End, Obj: g.x.crowdID()})
}
