package immutable

import (
	"iter"
	"slices"
)

// List is a list that never changes; [List.With] returns a longer one. It is [UnsafeSharedSlice] and
// [UnsafeAppend] with a copy made where they share.
//
// Any number of goroutines may use a List at the same time, because nobody writes to it. It orders
// nothing by itself: to hand one to another goroutine takes something that does, such as a [Snapshot], whose Store
// happens before the Load that returns the List.
// The zero value is the empty List. A List may be copied; a copy is the same list.
// All methods are wait-free. Len and At are O(1) and allocate nothing, With is O(n) and allocates a copy.
type List[T any] struct {
	values []T // nobody writes to these elements any more, or to others behind them by this slice
}

// ListOf returns the list of these values. It copies them: values... hands over the caller's own
// slice, and what the caller does with it later is not to be seen here.
func ListOf[T any](values ...T) List[T] { return List[T]{slices.Clone(values)} }

// Len returns the number of values.
func (l List[T]) Len() int { return len(l.values) }

// At returns the value at index i, and panics if there is none.
func (l List[T]) At(i int) T { return l.values[i] }

// All returns the indexes and values, in order.
func (l List[T]) All() iter.Seq2[int, T] { return slices.All(l.values) }

// With returns the list with v after its last value. O(n): clipped to its length, the slice has no
// room behind it, so append has to copy.
func (l List[T]) With(v T) List[T] { return List[T]{append(slices.Clip(l.values), v)} }
