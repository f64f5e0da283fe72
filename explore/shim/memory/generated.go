package memory

// What follows is for generated code alone.

// After calls loads, and returns v: gc reads the variables of an expression when it has made the calls in it. In
// x + f() the load of x is thus a step behind the call of f, where the text has it in front: x + After(f(), load x).
// There is no other step between the load and x's being read.
func After[T any](v T, loads func()) T {
	loads()
	return v
}

// Zero gives *p its first value. It is no step.
func Zero[T any](p *T) {
	var zero T
	*p = zero
}

// Value returns v as what can be stored in the place.
func (at Place[T]) Value(v T) T { return v }

// A Local is a place that no other goroutine knows of. To store there is no step.
type Local[T any] struct{ p *T }

// Own returns the place that p points to.
func Own[T any](p *T) Local[T] { return Local[T]{p} }

// Value returns v as what can be stored in the place.
func (l Local[T]) Value(v T) T { return v }

// Store sets what is in the place.
func (l Local[T]) Store(v T) { *l.p = v }

// A Blank is where _ = v goes.
type Blank struct{}

// Value returns v.
func (Blank) Value(v any) any { return v }

// Store does nothing.
func (Blank) Store(any) {}

// An Entry is a place in a map.
type Entry[K comparable, V any] struct {
	m Map[K, V]
	k K
}

// Key returns the place of m[k].
func (m Map[K, V]) Key(k K) Entry[K, V] { return Entry[K, V]{m, k} }

// Value returns v as what can be stored in the place.
func (e Entry[K, V]) Value(v V) V { return v }

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
