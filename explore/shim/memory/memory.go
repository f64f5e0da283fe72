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
		if op := access(x, sched.Load, p, nil); op.Kind != 0 {
			x.Do(op)
			if x.Recording {
				x.Note(*p)
			}
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
		if op := access(x, sched.Store, at.p, &value); op.Kind != 0 {
			x.Do(op)
			if x.Recording {
				x.Note(value)
			}
		}
	}
	*at.p = value
}

// access returns the operation of loading what p points to, or of storing there what value does. Its kind is 0
// if there is nothing to load or store.
func access[T any](x *sched.Exec, kind sched.Kind, p, value *T) sched.Op {
	_ = *p // a nil pointer panics before the step
	t := reflect.TypeFor[T]()
	if isVariable(t) {
		op := sched.Op{Kind: kind, Obj: x.IDAt(unsafe.Pointer(p), sched.ObjState{Val: sched.Word(p)})}
		if value != nil {
			op.Arg = int64(sched.Word(value))
		}
		return op
	}
	return together(kind, variables(nil, x, kind, t, unsafe.Pointer(p), unsafe.Pointer(value)))
}

// together returns the operation of loading or storing these variables.
func together(kind sched.Kind, vars []sched.Case) sched.Op {
	switch {
	case len(vars) == 0:
		return sched.Op{}
	case len(vars) == 1:
		return sched.Op{Kind: kind, Obj: vars[0].Obj, Arg: int64(vars[0].Bits)}
	case kind == sched.Load:
		kind = sched.LoadAll
	default:
		kind = sched.StoreAll
	}
	return sched.Op{Kind: kind, Obj: sched.None, Cases: vars}
}

// variables appends the variables that a value of type t at p is made of; and, of each, the bits that it has in
// the value at v, which may be nil.
func variables(vars []sched.Case, x *sched.Exec, kind sched.Kind, t reflect.Type, p, v unsafe.Pointer) []sched.Case {
	for _, part := range layoutOf(t) {
		at := unsafe.Add(p, part.offset)
		one := sched.Case{Kind: kind, Obj: x.IDAt(at, sched.ObjState{Val: sched.WordAt(at, part.size)})}
		if v != nil {
			one.Bits = sched.WordAt(unsafe.Add(v, part.offset), part.size)
		}
		vars = append(vars, one)
	}
	return vars
}

// noCopy has vet report copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
