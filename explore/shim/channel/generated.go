package channel

import (
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Made returns c, which has just been made: for generated code, where [Make] would need the name of the type of
// the values.
func Made[C ~chan T, T any](c C) C {
	if x := sched.Current(); x != nil {
		p := (chan T)(c)
		x.Allocated(address(p), 1, sched.Variable{})
		x.IDAt(address(p), sched.ObjState{Cap: capacityOf(p)})
	}
	return c
}

// A Ranging is a range statement over a channel.
type Ranging[T any] struct{ c <-chan T }

// Range returns what for v := range c begins with: the loop, and a first v.
func Range[T any](c <-chan T) (r *Ranging[T], v T) { return &Ranging[T]{c}, v }

// Next receives the next value into *v, if v is not nil. It says whether there was one.
func (r *Ranging[T]) Next(v *T) bool {
	got, ok := Recv2(r.c)
	if ok && v != nil {
		*v = got
	}
	return ok
}

// Shared receives the next value, for a variable that others know of.
func (r *Ranging[T]) Shared(store func(v T)) bool {
	got, ok := Recv2(r.c)
	if ok {
		store(got)
	}
	return ok
}

// An Incoming is the case of receiving in a select statement, and what was received.
type Incoming[T any] struct {
	c  <-chan T
	V  T    // the value
	OK bool // it was sent
}

// From returns the case of receiving from c.
func From[T any](c <-chan T) *Incoming[T] { return &Incoming[T]{c: c} }

// An Outgoing is the case of sending in a select statement.
type Outgoing[T any] struct {
	c chan<- T
	v T
}

// Give returns the case of sending v.
func (s Sender[T]) Give(v T) *Outgoing[T] { return &Outgoing[T]{s.c, v} }

// A Clause is an Incoming or an Outgoing.
type Clause interface {
	asCase() Case
	chosen(ok bool)
}

func (in *Incoming[T]) asCase() Case   { return RecvCase(in.c, &in.V) }
func (in *Incoming[T]) chosen(ok bool) { in.OK = ok }
func (out *Outgoing[T]) asCase() Case {
	return Case{on: end[T]{both(out.c)}, kind: sched.Send, data: unsafe.Pointer(&out.v)}
}
func (out *Outgoing[T]) chosen(bool) {}

// Choose is a select statement of these cases. It returns the index of the one that was made.
func Choose(clauses ...Clause) int { return choose(false, clauses) }

// Poll is a select statement that has a default case as well, for which it returns -1.
func Poll(clauses ...Clause) int { return choose(true, clauses) }

func choose(hasDefault bool, clauses []Clause) int {
	cases := make([]Case, len(clauses))
	for i, c := range clauses {
		cases[i] = c.asCase()
	}
	i, ok := Select(hasDefault, cases...)
	if i >= 0 {
		clauses[i].chosen(ok)
	}
	return i
}
