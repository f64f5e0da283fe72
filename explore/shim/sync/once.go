package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Once does something once. It must not be copied after first use.
//
// The return of the function that is called happens before the return of every Do.
type Once struct {
	real sync.Once
	obj  sched.Object
}

// Do calls f if it is the first Do of this Once, and waits until the first is over if it is not. It is
// over also if f panics. A Do in f waits for itself.
func (o *Once) Do(f func()) {
	x := sched.Current()
	if x == nil {
		o.real.Do(f)
		return
	}
	id := x.ID(&o.obj, sched.ObjState{})
	if x.Do(sched.Op{Kind: sched.OnceEnter, Obj: id}).Mode == sched.Read {
		return
	}
	defer x.Do(sched.Op{Kind: sched.OnceLeave, Obj: id})
	f()
}

// OnceFunc returns a function that calls f the first time. If f panics, it panics with the same value, every
// time.
func OnceFunc(f func()) func() {
	get := OnceValue(func() (none struct{}) {
		f()
		return none
	})
	return func() { get() }
}

// OnceValue returns a function that calls f the first time, and returns what f has returned, every time. If f
// panics, it panics with the same value, every time.
func OnceValue[T any](f func() T) func() T {
	get := OnceValues(func() (v T, none struct{}) { return f(), none })
	return func() T {
		v, _ := get()
		return v
	}
}

// OnceValues returns a function that calls f the first time, and returns what f has returned, every time. If f
// panics, it panics with the same value, every time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	return (&call[T1, T2]{f: f}).result
}

// A call is what is called once, and what came of it.
type call[T1, T2 any] struct {
	once     Once
	f        func() (T1, T2) // is kept: each execution calls it again
	v1       T1
	v2       T2
	returned bool
	panicked any
}

func (c *call[T1, T2]) result() (T1, T2) {
	c.once.Do(c.make)
	if !c.returned {
		panic(c.panicked)
	}
	return c.v1, c.v2
}

// make recovers to learn what f panics with, and panics on with that while f is still on the stack. An f that ends
// its goroutine is taken for one that has panicked with nil, as by the real one.
func (c *call[T1, T2]) make() {
	c.returned = false
	defer func() {
		if !c.returned {
			c.panicked = recover()
			panic(c.panicked)
		}
	}()
	c.v1, c.v2 = c.f()
	c.returned = true
}
