package memory

import (
	"reflect"
	"slices"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// What functions do to memory that are not rewritten, such as those of the standard library, is announced where
// rewritten code calls them: when the arguments are there, and before the call. The functions for that are in the files
// effect*.go, for generated code. Which of them is for which function, and of which argument, is a table of the
// rewriter's.
//
// An access that is announced and not made would be a false accusation. Where it depends on more than what is at hand
// how much of an argument a function looks at, it is what its documentation lets it look at.

// accesses are those of one call: they become a step that loads, and then one that stores.
type accesses struct {
	x             *sched.Exec
	loads, stores []sched.Case
	serialized    []serialized
	met           map[any]bool // of what may lead back to itself
}

// serialized are stores under a lock, which is known by its address.
type serialized struct {
	lock   unsafe.Pointer
	stores []sched.Case
}

// mostAccesses is how many variables of a call are looked at. A buffer may have more bytes; those behind are not seen.
const mostAccesses = 1 << 10

// announce has f collect accesses, and takes the steps. Outside of an exploration it does nothing.
func announce(f func(a *accesses)) {
	x := sched.Current()
	if x == nil {
		return
	}
	a := &accesses{x: x, met: map[any]bool{}}
	f(a)
	together(x, sched.Load, distinct(a.loads))
	together(x, sched.Store, distinct(a.stores))
	for _, s := range a.serialized {
		if len(s.stores) > 0 {
			lock := x.IDAt(s.lock, sched.ObjState{})
			x.Do(sched.Op{Kind: sched.Lock, Obj: lock})
			together(x, sched.Store, s.stores)
			x.Do(sched.Op{Kind: sched.Unlock, Obj: lock})
		}
	}
}

// distinct drops what is there twice.
func distinct(cases []sched.Case) []sched.Case {
	seen := make(map[int32]bool, len(cases))
	return slices.DeleteFunc(cases, func(c sched.Case) bool {
		again := seen[c.Obj]
		seen[c.Obj] = true
		return again
	})
}

// access adds the variables that v is made of, if it is in memory that others may share.
func (a *accesses) access(kind sched.Kind, v reflect.Value) {
	if v.CanAddr() {
		a.at(kind, v.Type(), unsafe.Pointer(v.UnsafeAddr()))
	}
}

// at adds the variables that a value of type t at p is made of.
func (a *accesses) at(kind sched.Kind, t reflect.Type, p unsafe.Pointer) {
	to := &a.loads
	if kind == sched.Store {
		to = &a.stores
	}
	if len(*to) < mostAccesses && !isLarge(t, 1) {
		*to = variables(*to, a.x, kind, layoutOf(t), p, p)
	}
}

// one adds the variable at p that stands for all of what begins there: a map, or an object of a type that keeps to
// itself what it holds.
func (a *accesses) one(kind sched.Kind, p unsafe.Pointer) {
	c := sched.Case{Kind: kind, Obj: a.x.IDAt(p, sched.ObjState{})}
	if kind == sched.Store {
		a.stores = append(a.stores, c)
	} else {
		a.loads = append(a.loads, c)
	}
}

// elems adds the elements of a slice, or of the array that a pointer points to.
func (a *accesses) elems(kind sched.Kind, v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range min(v.Len(), mostAccesses) {
			a.access(kind, v.Index(i))
		}
	case reflect.Pointer:
		if v.Elem().Kind() == reflect.Array {
			a.access(kind, v.Elem())
		}
	}
}

// mapOf adds a map.
func (a *accesses) mapOf(kind sched.Kind, v reflect.Value) {
	if v.Kind() == reflect.Map && !v.IsNil() {
		a.one(kind, v.UnsafePointer())
	}
}

// data adds what a pointer points to, and the elements of a slice, also of one that a pointer points to.
func (a *accesses) data(kind sched.Kind, v reflect.Value) {
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		a.access(kind, v.Elem())
		v = v.Elem()
	}
	a.elems(kind, v)
}

// effect announces what do adds for a value, and returns that.
func effect[T any](v T, do func(a *accesses, v reflect.Value)) T {
	announce(func(a *accesses) {
		if v := reflect.ValueOf(v); v.IsValid() {
			do(a, v)
		}
	})
	return v
}

// ReadElems is for what looks at the elements of the slice v.
func ReadElems[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.elems(sched.Load, v) })
}

// WriteElems is for what changes the elements of the slice v.
func WriteElems[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.elems(sched.Store, v) })
}

// ReadFirst is for what looks at the first n elements of the slice v.
func ReadFirst[T any](v T, n int) T { return first(sched.Load, v, n) }

// WriteFirst is for what changes the first n elements of the slice v.
func WriteFirst[T any](v T, n int) T { return first(sched.Store, v, n) }

func first[T any](kind sched.Kind, v T, n int) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.elems(kind, v.Slice(0, min(n, v.Len()))) })
}

// ReadMap is for what looks at v, if that is a map.
func ReadMap[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.mapOf(sched.Load, v) })
}

// WriteMap is for what changes the map v.
func WriteMap[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.mapOf(sched.Store, v) })
}

// ReadContents is for what looks for something in v: the elements of a slice, or a map.
func ReadContents[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) {
		a.elems(sched.Load, v)
		a.mapOf(sched.Load, v)
	})
}

// ReadData is for what looks at what v points to, or at its elements.
func ReadData[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.data(sched.Load, v) })
}

// WriteData is for what changes what v points to, or its elements.
func WriteData[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) { a.data(sched.Store, v) })
}

// Scanned is for what stores to where its arguments point. It returns them.
func Scanned(args ...any) []any {
	announce(func(a *accesses) {
		for _, arg := range args {
			if v := reflect.ValueOf(arg); v.Kind() == reflect.Pointer && !v.IsNil() {
				a.access(sched.Store, v.Elem())
			}
		}
	})
	return args
}

// Keep puts v to where it can be announced when the arguments behind it are there, and returns it.
func Keep[T any](at *any, v T) T {
	*at = v
	return v
}
