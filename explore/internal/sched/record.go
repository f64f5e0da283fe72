package sched

import "runtime"

// A Record is what is written down of an execution for people to read.
type Record struct {
	Ops    [][][]uintptr // by goroutine and operation: the stack
	Starts [][]uintptr   // by goroutine: the stack of who started it
	Values map[int32]any // by event: what was loaded, stored, sent
}

// mostFrames is how many frames of a stack are kept.
const mostFrames = 32

func callers() []uintptr {
	var pcs [mostFrames]uintptr
	n := runtime.Callers(4, pcs[:]) // without Callers, callers, the method of Record, and that of Exec
	return append([]uintptr(nil), pcs[:n]...)
}

func (r *Record) operation(g int32) {
	for int(g) >= len(r.Ops) {
		r.Ops = append(r.Ops, nil)
	}
	r.Ops[g] = append(r.Ops[g], callers())
}

func (r *Record) started(g int32) {
	for int(g) >= len(r.Starts) {
		r.Starts = append(r.Starts, nil)
	}
	r.Starts[g] = callers()
}

// Stack returns the stack of a goroutine's operation, nil if it has none, as those of the clock.
func (r *Record) Stack(g, i int32) []uintptr {
	if int(g) >= len(r.Ops) || int(i) >= len(r.Ops[g]) {
		return nil
	}
	return r.Ops[g][i]
}

// Note writes down the value that the last event of the goroutine that calls it was about.
func (x *Exec) Note(value any) {
	if x.Record.Values == nil {
		x.Record.Values = map[int32]any{}
	}
	x.Record.Values[x.cur.event] = value
}
