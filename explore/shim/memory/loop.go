package memory

import (
	"unicode/utf8"
)

// The types below are range statements, for generated code: the loop
//
//	for i, v := range s {
//
// becomes one of three clauses, which closures that capture i and v see no difference in, whichever version of
// the language the file is of:
//
//	for r, i, v := memory.RangeSlice(s); r.Next(&i, &v); {
//
// Next stores what it goes on to where its pointers say, unless they are nil; NextShared does so by steps, for
// variables that others know of. Both say whether there was anything left.

// A SliceRange is a range statement over a slice.
type SliceRange[T any] struct {
	s []T
	i int
}

// RangeSlice begins a range statement over s.
func RangeSlice[S ~[]T, T any](s S) (r *SliceRange[T], i int, v T) { return &SliceRange[T]{s: s}, 0, v }

// Next loads the next element.
func (r *SliceRange[T]) Next(i *int, v *T) bool { return r.next(i, v, false) }

// NextShared is Next for shared variables.
func (r *SliceRange[T]) NextShared(i *int, v *T) bool { return r.next(i, v, true) }

func (r *SliceRange[T]) next(i *int, v *T, shared bool) bool {
	if r.i >= len(r.s) {
		return false
	}
	put(i, r.i, shared)
	if v != nil {
		put(v, Load(&r.s[r.i]), shared)
	}
	r.i++
	return true
}

// put sets *p, if p is not nil.
func put[T any](p *T, v T, shared bool) {
	switch {
	case p == nil:
	case shared:
		Store(p, v)
	default:
		*p = v
	}
}

// A StringRange is a range statement over a string.
type StringRange struct {
	s string
	i int
}

// RangeString begins a range statement over s.
func RangeString[S ~string](s S) (r *StringRange, i int, v rune) {
	return &StringRange{s: string(s)}, 0, 0
}

// Next goes on to the next rune.
func (r *StringRange) Next(i *int, v *rune) bool { return r.next(i, v, false) }

// NextShared is Next for shared variables.
func (r *StringRange) NextShared(i *int, v *rune) bool { return r.next(i, v, true) }

func (r *StringRange) next(i *int, v *rune, shared bool) bool {
	if r.i >= len(r.s) {
		return false
	}
	c, size := utf8.DecodeRuneInString(r.s[r.i:])
	put(i, r.i, shared)
	put(v, c, shared)
	r.i += size
	return true
}
