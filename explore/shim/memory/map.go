package memory

import (
	"cmp"
	"iter"
	"reflect"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Map is a Go map. To the search it is one variable, of which every use is a load or a store: two that
// nothing orders are a data race, as they are to Go. Nil maps have no variable.
type Map[K comparable, V any] struct{ m map[K]V }

// MapOf returns m as a Map.
func MapOf[M ~map[K]V, K comparable, V any](m M) Map[K, V] { return Map[K, V]{m} }

// At is m[k].
func (m Map[K, V]) At(k K) V {
	v, _ := m.At2(k)
	return v
}

// At2 is v, ok = m[k].
func (m Map[K, V]) At2(k K) (v V, ok bool) {
	x := m.step(sched.Load)
	v, ok = m.m[k]
	if x != nil && x.Recording {
		x.Note(v)
	}
	return v, ok
}

// Set is m[k] = v. It panics if m is nil.
func (m Map[K, V]) Set(k K, v V) {
	if x := m.step(sched.Store); x != nil {
		number(x, reflect.ValueOf(&k).Elem())
		if x.Recording {
			x.Note(v)
		}
	}
	m.m[k] = v
}

// Delete is delete(m, k).
func (m Map[K, V]) Delete(k K) {
	m.step(sched.Store)
	delete(m.m, k)
}

// Clear is clear(m).
func (m Map[K, V]) Clear() {
	m.step(sched.Store)
	clear(m.m)
}

// Len is len(m).
func (m Map[K, V]) Len() int {
	m.step(sched.Load)
	return len(m.m)
}

// All is what range over m yields. Inside an exploration the keys come in their order, and pointers in the order
// in which they were first stored in a map; every second goroutine that another one starts has them the other way
// round, so that two who lock what is in a map do so in different orders. A body that depends on yet another order is
// not explored for that.
func (m Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for r, k, v := m.Range(); r.Next(&k, &v); {
			if !yield(k, v) {
				return
			}
		}
	}
}

// step is the step of loading or storing the map. It returns the execution.
func (m Map[K, V]) step(kind sched.Kind) *sched.Exec {
	x := sched.Current()
	if x == nil || m.m == nil {
		return x
	}
	// The pointer is that of the map itself: two maps are the same if it is.
	p := *(*unsafe.Pointer)(unsafe.Pointer(&m.m))
	x.Do(sched.Op{Kind: kind, Obj: x.IDAt(p, sched.ObjState{})})
	return x
}

// number gives the pointers in a key numbers that are the same in all executions.
func number(x *sched.Exec, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		if !v.IsNil() {
			x.IDAt(v.UnsafePointer(), sched.ObjState{})
		}
	case reflect.Interface:
		if !v.IsNil() {
			number(x, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			number(x, v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			number(x, v.Index(i))
		}
	}
}

// compare orders keys of one type.
func compare(x *sched.Exec, a, b reflect.Value) int {
	switch {
	case a.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.CanComplex():
		c, d := a.Complex(), b.Complex()
		return cmp.Or(cmp.Compare(real(c), real(d)), cmp.Compare(imag(c), imag(d)))
	}
	switch a.Kind() {
	case reflect.String:
		return cmp.Compare(a.String(), b.String())
	case reflect.Bool:
		return cmp.Compare(bit(a.Bool()), bit(b.Bool()))
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		return cmp.Compare(numberOf(x, a), numberOf(x, b))
	case reflect.Interface:
		switch {
		case a.IsNil() || b.IsNil():
			return cmp.Compare(bit(b.IsNil()), bit(a.IsNil()))
		case a.Elem().Type() != b.Elem().Type():
			return cmp.Compare(a.Elem().Type().String(), b.Elem().Type().String())
		}
		return compare(x, a.Elem(), b.Elem())
	case reflect.Struct:
		for i := range a.NumField() {
			if c := compare(x, a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case reflect.Array:
		for i := range a.Len() {
			if c := compare(x, a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	}
	return 0
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// numberOf returns the number of what v points to, -1 if it has none.
func numberOf(x *sched.Exec, v reflect.Value) int32 {
	if id, ok := x.Known(v.UnsafePointer()); ok {
		return id
	}
	return -1
}
