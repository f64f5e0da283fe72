package memory

import (
	"reflect"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Compared is for what compares v with another value as reflect.DeepEqual does: it follows all pointers, and looks at
// nothing behind the first difference. It returns v.
func Compared[T any](v T, other any) T {
	announce(func(a *accesses) { a.equal(reflect.ValueOf(other), reflect.ValueOf(v)) })
	return v
}

// equal adds what is looked at to find out whether two values are deeply equal, and says whether they are.
func (a *accesses) equal(v, w reflect.Value) bool {
	if !v.IsValid() || !w.IsValid() || v.Type() != w.Type() {
		return v.IsValid() == w.IsValid() && !v.IsValid()
	}
	if v.Kind() != reflect.Struct && v.Kind() != reflect.Array {
		a.access(sched.Load, v)
		a.access(sched.Load, w)
	}
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.Pointer:
		return a.equalBehind(v, w)
	case reflect.Interface:
		return a.equal(v.Elem(), w.Elem())
	case reflect.Array:
		return a.equalAll(v.Len(), func(i int) (_, _ reflect.Value) { return v.Index(i), w.Index(i) })
	case reflect.Struct:
		if isShim(v.Type()) {
			return true // a lock has no value
		}
		return a.equalAll(v.NumField(), func(i int) (_, _ reflect.Value) { return v.Field(i), w.Field(i) })
	case reflect.Func:
		return v.IsNil() && w.IsNil()
	}
	return v.Equal(w)
}

// equalBehind is equal for what two values of one type lead to.
func (a *accesses) equalBehind(v, w reflect.Value) bool {
	type pair struct{ v, w uintptr }
	switch p := (pair{v.Pointer(), w.Pointer()}); {
	case v.IsNil() || w.IsNil():
		return v.IsNil() && w.IsNil()
	case v.Kind() == reflect.Pointer && p.v == p.w, a.met[p]:
		return true
	case v.Kind() == reflect.Pointer:
		a.met[p] = true
		return a.equal(v.Elem(), w.Elem())
	case v.Kind() == reflect.Slice:
		if v.Len() != w.Len() || p.v == p.w {
			return v.Len() == w.Len()
		}
		return a.equalAll(v.Len(), func(i int) (_, _ reflect.Value) { return v.Index(i), w.Index(i) })
	}
	a.mapOf(sched.Load, v) // for its length
	a.mapOf(sched.Load, w)
	if v.Len() != w.Len() || v.Pointer() == w.Pointer() {
		return v.Len() == w.Len()
	}
	keys := v.MapKeys()
	slices.SortFunc(keys, func(k, l reflect.Value) int { return compare(a.x, k, l) })
	return a.equalAll(len(keys), func(i int) (_, _ reflect.Value) { return v.MapIndex(keys[i]), w.MapIndex(keys[i]) })
}

// equalAll is equal for n pairs of values, up to the first that differ.
func (a *accesses) equalAll(n int, pair func(i int) (v, w reflect.Value)) bool {
	for i := range n {
		if v, w := pair(i); len(a.loads) >= mostAccesses || !a.equal(v, w) {
			return false
		}
	}
	return true
}
