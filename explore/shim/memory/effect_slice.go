package memory

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
	"sort"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// What follows stands in for functions of packages slices and maps that look at what there is one after the other,
// maybe not at all, or that call others in between. They do the same, by steps.

// Keys is maps.Keys.
func Keys[M ~map[K]V, K comparable, V any](m M) iter.Seq[K] {
	return func(yield func(K) bool) {
		MapOf(m).All()(func(k K, _ V) bool { return yield(k) })
	}
}

// MapValues is maps.Values.
func MapValues[M ~map[K]V, K comparable, V any](m M) iter.Seq[V] {
	return func(yield func(V) bool) {
		MapOf(m).All()(func(_ K, v V) bool { return yield(v) })
	}
}

// MapAll is maps.All.
func MapAll[M ~map[K]V, K comparable, V any](m M) iter.Seq2[K, V] { return MapOf(m).All() }

// All is slices.All.
func All[S ~[]E, E any](s S) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := range s {
			if !yield(i, Load(&s[i])) {
				return
			}
		}
	}
}

// Backward is slices.Backward.
func Backward[S ~[]E, E any](s S) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := len(s) - 1; i >= 0; i-- {
			if !yield(i, Load(&s[i])) {
				return
			}
		}
	}
}

// Values is slices.Values.
func Values[S ~[]E, E any](s S) iter.Seq[E] {
	return func(yield func(E) bool) {
		All(s)(func(_ int, v E) bool { return yield(v) })
	}
}

// Index is slices.Index: it looks no further than it has to.
func Index[S ~[]E, E comparable](s S, v E) int {
	i := slices.Index(s, v)
	if i < 0 {
		loadElems(s)
	} else {
		loadElems(s[:i+1])
	}
	return i
}

// Contains is slices.Contains.
func Contains[S ~[]E, E comparable](s S, v E) bool { return Index(s, v) >= 0 }

// IndexFunc is slices.IndexFunc.
func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i := range s {
		if f(Load(&s[i])) {
			return i
		}
	}
	return -1
}

// ContainsFunc is slices.ContainsFunc.
func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool { return IndexFunc(s, f) >= 0 }

// EqualBytes is bytes.Equal.
func EqualBytes(s, t []byte) bool { return Equal(s, t) }

// Equal is slices.Equal.
func Equal[S ~[]E, E comparable](s, t S) bool {
	if len(s) != len(t) {
		return false
	}
	n := len(s)
	for i := range s {
		if s[i] != t[i] {
			n = i + 1
			break
		}
	}
	loadElems(s[:n])
	loadElems(t[:n])
	return slices.Equal(s, t)
}

// Insert is slices.Insert: where there is room, what is behind is moved, else all is copied.
func Insert[S ~[]E, E any](s S, i int, values ...E) S {
	loadElems(values)
	switch n := len(s) + len(values); {
	case len(values) == 0 || i < 0 || i > len(s):
	case n <= cap(s):
		WriteElems(s[i:n])
	default:
		loadElems(s)
	}
	return slices.Insert(s, i, values...)
}

// Delete is slices.Delete: what is behind is moved, and what is left at the end cleared.
func Delete[S ~[]E, E any](s S, i, j int) S {
	if 0 <= i && i < j && j <= len(s) {
		WriteElems(s[i:])
	}
	return slices.Delete(s, i, j)
}

// Sort is slices.Sort: of what is in order already it changes nothing.
func Sort[S ~[]E, E cmp.Ordered](s S) {
	switch {
	case len(s) < 2:
	case slices.IsSorted(s):
		loadElems(s)
	default:
		WriteElems(s)
	}
	slices.Sort(s)
}

// reversed is the type of what sort.Reverse returns: a pointer to a struct that embeds what is sorted.
var reversed = reflect.TypeOf(sort.Reverse(nil))

// Reorder is for what puts the elements of the slice v into an order. It returns v.
func Reorder[T any](v T) T {
	return effect(v, func(a *accesses, v reflect.Value) {
		for v.IsValid() && v.Type() == reversed {
			v = v.Elem().Field(0).Elem()
		}
		if v.Kind() == reflect.Slice && v.Len() > 1 {
			a.elems(sched.Store, v)
		}
	})
}
