package memory

import (
	"unsafe"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// Copy is copy(dst, src): it loads the elements, and then stores them.
func Copy[T any](dst, src []T) int {
	n := min(len(dst), len(src))
	loadElems(src[:n])
	storeElems(dst[:n], src[:n])
	return copy(dst, src)
}

// CopyString is copy(dst, src) of a string, or of what may be one.
func CopyString[T ~string | ~[]byte](dst []byte, src T) int {
	n := min(len(dst), len(src))
	storeElems(dst[:n], []byte(src[:n]))
	return copy(dst, src)
}

// Append is append(s, values...): where there is room it stores the values behind s, else it loads all that is
// in s.
func Append[S ~[]T, T any](s S, values ...T) S {
	switch n := len(s); {
	case len(values) == 0:
	case n+len(values) <= cap(s):
		storeElems(s[n:n+len(values)], values)
	default:
		loadElems(s)
		return MadeSlice(append(s, values...))
	}
	return append(s, values...)
}

// AppendSlice is append(s, values...) of a slice that others may share.
func AppendSlice[S ~[]T, T any](s S, values []T) S {
	loadElems(values)
	return Append(s, values...)
}

// Clear is clear(s).
func Clear[S ~[]T, T any](s S) {
	storeElems(s, make([]T, len(s)))
	clear(s)
}

// Elems loads all elements of s, and returns it: for what is about to look at them.
func Elems[S ~[]T, T any](s S) S {
	loadElems(s)
	return s
}

// First loads the first n elements of s, and returns it: for what is about to be an array.
func First[S ~[]T, T any](s S, n int) S {
	loadElems(s[:min(n, len(s))])
	return s
}

func loadElems[T any](s []T) { elems(sched.Load, s, nil) }

func storeElems[T any](s, values []T) { elems(sched.Store, s, values) }

// elems is the step of loading the elements of s, or of storing the values there.
func elems[T any](kind sched.Kind, s, values []T) {
	x := sched.Current()
	if x == nil {
		return
	}
	if len(s) > 0 {
		several(x, kind, unsafe.SliceData(s), unsafe.SliceData(values), len(s))
	}
}
