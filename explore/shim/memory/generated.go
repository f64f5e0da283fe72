package memory

// What follows is for generated code alone.

// After calls loads, and returns v: gc reads the variables of an expression when it has made the calls in it. In
// x + f() the load of x is thus a step behind the call of f, where the text has it in front: x + After(f(), load x).
func After[T any](v T, loads func()) T {
	loads()
	return v
}

// LoadArray is Load of a pointer to an array: gc does not slice what comes from a function that takes any type.
func LoadArray[P ~*A, A any](p *P) P { return Load(p) }

// Zero gives *p its first value. It is no step.
func Zero[T any](p *T) {
	var zero T
	*p = zero
}

// An Entry is a place in a map.
type Entry[K comparable, V any] struct {
	m Map[K, V]
	k K
}

// Key returns the place of m[k].
func (m Map[K, V]) Key(k K) Entry[K, V] { return Entry[K, V]{m, k} }

// Load is m[k].
func (e Entry[K, V]) Load() V { return e.m.At(e.k) }

// Store is m[k] = v.
func (e Entry[K, V]) Store(v V) { e.m.Set(e.k, v) }

// A Slice is a slice that is appended to. Unlike [Append] its methods take what can be assigned to a T.
type Slice[S ~[]T, T any] struct{ s S }

// SliceOf returns s as a Slice.
func SliceOf[S ~[]T, T any](s S) Slice[S, T] { return Slice[S, T]{s} }

// Append is append(s, values...).
func (s Slice[S, T]) Append(values ...T) S { return Append(s.s, values...) }

// AppendSlice is append(s, values...) of a slice that others may share.
func (s Slice[S, T]) AppendSlice(values []T) S { return AppendSlice(s.s, values) }

// AppendString is append(s, text...) of a string, or of what may be one.
func AppendString[S ~[]byte, T ~string | ~[]byte](s S, text T) S { return Append(s, []byte(text)...) }
