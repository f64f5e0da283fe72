package linearizable

import (
	"fmt"
	"slices"

	"github.com/anishathalye/porcupine"
)

// A Queue is a history of operations on a queue: what was put in first comes out first.
type Queue[T comparable] struct{ h *History }

// NewQueue returns a Checker of queues that are empty at first.
func NewQueue[T comparable](options ...Option) *Checker[Queue[T]] {
	return newChecker(ofSlices[T](queueStep[T]), func(h *History) Queue[T] { return Queue[T]{h} }, options)
}

// Enqueue runs enqueue with v, and records that.
func (q Queue[T]) Enqueue(v T, enqueue func(T)) {
	q.h.run(enqueueing[T]{v}, func() { enqueue(v) })
}

// Dequeue runs dequeue, and records what it returns: the first value, or false if there is none.
func (q Queue[T]) Dequeue(dequeue func() (T, bool)) (T, bool) {
	return recordFound(q.h, dequeueing{}, dequeue)
}

type (
	enqueueing[T comparable] struct{ value T }
	dequeueing               struct{}
)

func (e enqueueing[T]) String() string { return fmt.Sprintf("Enqueue(%v)", e.value) }
func (dequeueing) String() string      { return "Dequeue()" }

func queueStep[T comparable](values []T, in any) (any, []T, bool) {
	if e, ok := in.(enqueueing[T]); ok {
		return nil, append(slices.Clip(values), e.value), true
	}
	if len(values) == 0 {
		return found[T]{}, values, true
	}
	return found[T]{values[0], true}, values[1:], true
}

// A BoundedQueue is a history of operations on a queue that may be full.
type BoundedQueue[T comparable] struct{ Queue[T] }

// NewBoundedQueue returns a Checker of queues with room for capacity values, which are empty at first.
func NewBoundedQueue[T comparable](capacity int, options ...Option) *Checker[BoundedQueue[T]] {
	step := func(values []T, in any) (any, []T, bool) {
		o, ok := in.(offering[T])
		switch {
		case !ok:
			return queueStep(values, in)
		case len(values) == capacity:
			return false, values, true
		}
		return true, append(slices.Clip(values), o.value), true
	}
	of := func(h *History) BoundedQueue[T] { return BoundedQueue[T]{Queue[T]{h}} }
	return newChecker(ofSlices(step), of, options)
}

// Enqueue runs enqueue with v, and records what it returns: whether there was room.
func (q BoundedQueue[T]) Enqueue(v T, enqueue func(T) bool) bool {
	return record(q.h, offering[T]{enqueueing[T]{v}}, func() bool { return enqueue(v) })
}

// offering is enqueueing that may be refused.
type offering[T comparable] struct{ enqueueing[T] }

// ofSlices returns a model whose states are slices.
func ofSlices[T comparable](step func(values []T, in any) (any, []T, bool)) porcupine.Model {
	m := Sequential(nil, step)
	m.Equal = func(a, b any) bool { return slices.Equal(a.([]T), b.([]T)) }
	return m
}
