// Package memory holds shared variables that an exploration sees: each load and each store is a step. It is
// for generated code, and for tests written by hand. Outside of an exploration they are plain loads and
// stores, so that the race detector sees them as what they are.
package memory

import (
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
		x.Do(sched.Op{Kind: sched.Load, Obj: id(x, p)})
		if x.Recording {
			x.Note(*p)
		}
	}
	return *p
}

// Store sets what p points to.
func Store[T any](p *T, value T) {
	if x := sched.Current(); x != nil {
		x.Do(sched.Op{Kind: sched.Store, Obj: id(x, p), Arg: int64(sched.Word(&value))})
		if x.Recording {
			x.Note(value)
		}
	}
	*p = value
}

// id returns the number of the memory that p points to. Atomic operations on it know what is there.
func id[T any](x *sched.Exec, p *T) int32 {
	return x.IDAt(unsafe.Pointer(p), sched.ObjState{Val: sched.Word(p)})
}

// noCopy has vet report copies.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}
