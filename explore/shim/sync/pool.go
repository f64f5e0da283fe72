package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Pool holds values that may be used again. It must not be copied after first use.
//
// The real one may lose any value at any time, and does not say which of them a Get returns. Inside an
// exploration it loses none until the execution ends, and a Get returns the one that was put last: so
// that who still uses what he has put meets who got it.
//
// A Put happens before the Get that returns its value. Inside an exploration it happens before all that is
// done to the Pool later.
type Pool struct {
	// New makes a value when there is none, unless it is nil. It must not be changed while Get is called.
	New func() any

	real sync.Pool
	obj  sched.Object

	// What the execution of this stamp has put.
	stamp  uint64
	values []any
}

// step has the calling goroutine wait until it may use the values.
func (p *Pool) step(x *sched.Exec) {
	if p.stamp != x.Stamp() {
		p.stamp = x.Stamp()
		clear(p.values)
		p.values = p.values[:0]
	}
	x.Do(sched.Op{Kind: sched.AtomicAdd, Obj: x.ID(&p.obj, sched.ObjState{})})
}

// Get returns a value and takes it out of the Pool. If there is none, it returns what New returns, and nil
// if that is nil.
func (p *Pool) Get() any {
	if v := p.take(); v != nil || p.New == nil {
		return v
	}
	return p.New()
}

func (p *Pool) take() any {
	x := sched.Current()
	if x == nil {
		return p.real.Get()
	}
	p.step(x)
	n := len(p.values)
	if n == 0 {
		return nil
	}
	v := p.values[n-1]
	p.values[n-1] = nil
	p.values = p.values[:n-1]
	if x.Recording {
		x.Note(v)
	}
	return v
}

// Put puts v into the Pool, unless it is nil.
func (p *Pool) Put(v any) {
	x := sched.Current()
	if x == nil {
		p.real.Put(v)
		return
	}
	if v == nil {
		return
	}
	p.step(x)
	p.values = append(p.values, v)
	if x.Recording {
		x.Note(v)
	}
}
