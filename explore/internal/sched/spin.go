package sched

import (
	"runtime"
	"slices"
)

// Yield lets others go on: the goroutine that calls it waits until something has changed that it has read
// since it last changed anything itself, or yielded, or until nobody else can go on. If there is nothing, it
// does not wait, and it is no step.
func (x *Exec) Yield() {
	g := x.cur
	if g.dying {
		x.refuse(g)
	}
	var cases []Case
	see := func(c Case) { // the last look at each object counts, and is the first to be seen here
		if !slices.ContainsFunc(cases, func(d Case) bool { return d.Obj == c.Obj }) {
			cases = append(cases, c)
		}
	}
	parts := x.Parts[g.id]
	for i := len(parts) - 1; i >= 0; i-- {
		e := &x.Events[parts[i]]
		op := x.Op(e.G, e.I)
		if e.Mode != Read || e.G != g.id || op.Kind == Yield {
			break
		}
		if op.Kind == LoadAll {
			for _, c := range op.Cases {
				see(c)
			}
			continue
		}
		for _, t := range x.Touches(nil, op, e.Transition, e.Mode) {
			// What has changed since it was read is seen to have.
			see(Case{Kind: Load, Obj: t.Obj, Seen: e.Changes})
		}
	}
	if len(cases) > 0 {
		x.Do(Op{Kind: Yield, Obj: None, Cases: cases})
	}
}

// A loop that only looks spins: it comes to the same operation again and again, and has changed nothing. If it
// went on, there would be an execution for each number of looks. So it yields, as if it had said so.

const (
	manyReads = 4   // operations that change nothing, before they are looked at
	manyLooks = 100 // looks at one object from one line after that
)

// A look is an operation by a line of the program on an object.
type look struct {
	stack uint64 // a hash
	obj   int32
}

// isSpinning says whether a goroutine that is about to do an operation, and has changed nothing for long, has come
// to that operation again and again.
func (g *G) isSpinning(op *Op) bool {
	var pcs [mostFrames]uintptr
	l := look{obj: op.Obj}
	for _, pc := range pcs[:runtime.Callers(3, pcs[:])] { // without Callers, this, and Do
		l.stack = (l.stack ^ uint64(pc)) * prime
	}
	for i := range op.Cases {
		l.stack = (l.stack ^ uint64(op.Cases[i].Obj)) * prime
	}
	if g.looks == nil {
		g.looks = map[look]int{}
	}
	g.looks[l]++
	return g.looks[l] > manyLooks && !g.x.isLast(g.id)
}

// changes has the goroutine begin to look anew.
func (g *G) changes() {
	g.reads = 0
	if len(g.looks) > 0 {
		clear(g.looks)
	}
}

// prime is that of the hash FNV-1a.
const prime = 1099511628211
