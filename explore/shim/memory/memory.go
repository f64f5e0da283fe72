// Package memory holds loads and stores that an exploration sees: each is a step. It is for generated code, and
// for tests written by hand. Outside of an exploration they are plain loads and stores, so that the race detector
// sees them as what they are.
//
// What is loaded or stored at once, such as a struct, is one step on all the variables that it is made of: fields
// and elements, down to those that have none. A map is one variable.
package memory

import (
	"reflect"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Var is a shared variable. Loads and stores are those of plain memory: two that nothing orders, one of
// them a store, are a data race.
//
// The zero value holds the zero value of T. A Var must not be copied after first use.
type Var[T any] struct {
	_     noCopy
	obj   sched.Object
	value T
}

// NewVar returns a variable that holds v.
func NewVar[T any](value T) *Var[T] {
	v := &Var[T]{value: value}
	if x := sched.Current(); x != nil {
		x.ID(&v.obj, sched.ObjState{})
	}
	return v
}

// Load returns the value.
func (v *Var[T]) Load() T {
	if x := sched.Current(); x != nil {
		x.Do(sched.Op{Kind: sched.Load, Obj: x.ID(&v.obj, sched.ObjState{})})
		if x.Recording {
			x.Note(v.value)
		}
	}
	return v.value
}

// Store sets the value.
func (v *Var[T]) Store(value T) {
	if x := sched.Current(); x != nil {
		x.Do(sched.Op{Kind: sched.Store, Obj: x.ID(&v.obj, sched.ObjState{})})
		if x.Recording {
			x.Note(value)
		}
	}
	v.value = value
}

// Load returns what p points to.
func Load[T any](p *T) T {
	if x := sched.Current(); x != nil {
		if isVariable(reflect.TypeFor[T]()) {
			x.Do(sched.Op{Kind: sched.Load, Obj: id(x, p)})
		} else if !several(x, sched.Load, p, nil, 1) {
			return *p
		}
		if x.Recording {
			x.Note(*p)
		}
	}
	return *p
}

// Store sets what p points to.
func Store[T any](p *T, value T) { At(p).Store(value) }

// A Place is where something can be stored. Unlike [Store], its method takes what can be assigned to a T.
type Place[T any] struct{ p *T }

// At returns the place that p points to.
func At[T any](p *T) Place[T] { return Place[T]{p} }

// Store sets what is in the place.
func (at Place[T]) Store(value T) {
	if x := sched.Current(); x != nil {
		if isVariable(reflect.TypeFor[T]()) {
			x.Do(sched.Op{Kind: sched.Store, Obj: id(x, at.p), Arg: int64(sched.Word(&value))})
		} else if !several(x, sched.Store, at.p, &value, 1) {
			return
		}
		if x.Recording {
			x.Note(value)
		}
	}
	*at.p = value
}

// id returns the number of the variable that p points to. Atomic operations on it know what is there. A nil pointer
// panics before the step.
func id[T any](x *sched.Exec, p *T) int32 {
	return x.IDAt(unsafe.Pointer(p), sched.ObjState{Val: sched.Word(p)})
}

// together is the step of loading or storing these variables. It returns false if there are none, which is no step.
func together(x *sched.Exec, kind sched.Kind, vars []sched.Case) bool {
	switch {
	case len(vars) == 0:
		return false
	case len(vars) == 1:
		x.Do(sched.Op{Kind: kind, Obj: vars[0].Obj, Arg: int64(vars[0].Bits)})
	case kind == sched.Load:
		x.Do(sched.Op{Kind: sched.LoadAll, Obj: sched.None, Cases: vars})
	default:
		x.Do(sched.Op{Kind: sched.StoreAll, Obj: sched.None, Cases: vars})
	}
	return true
}

// noCopy has vet report copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
