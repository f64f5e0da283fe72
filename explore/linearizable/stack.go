package linearizable

import (
	"fmt"
	"slices"
)

// A Stack is a history of operations on a stack: what was put in last comes out first.
type Stack[T comparable] struct{ h *History }

// NewStack returns a Checker of stacks that are empty at first.
func NewStack[T comparable](options ...Option) *Checker[Stack[T]] {
	return newChecker(ofSlices[T](stackStep[T]), func(h *History) Stack[T] { return Stack[T]{h} }, options)
}

// Push runs push with v, and records that.
func (s Stack[T]) Push(v T, push func(T)) {
	s.h.run(pushing[T]{v}, func() { push(v) })
}

// Pop runs pop, and records what it returns: the last value, or false if there is none.
func (s Stack[T]) Pop(pop func() (T, bool)) (T, bool) { return recordFound(s.h, popping{}, pop) }

// Peek runs peek, and records what it returns: the last value, which stays, or false if there is none.
func (s Stack[T]) Peek(peek func() (T, bool)) (T, bool) { return recordFound(s.h, peeking{}, peek) }

type (
	pushing[T comparable] struct{ value T }
	popping               struct{}
	peeking               struct{}
)

func (p pushing[T]) String() string { return fmt.Sprintf("Push(%v)", p.value) }
func (popping) String() string      { return "Pop()" }
func (peeking) String() string      { return "Peek()" }

func stackStep[T comparable](values []T, in any) (any, []T, bool) {
	if p, ok := in.(pushing[T]); ok {
		return nil, append(slices.Clip(values), p.value), true
	}
	last := len(values) - 1
	if last < 0 {
		return found[T]{}, values, true
	}
	top := found[T]{values[last], true}
	if in == (peeking{}) {
		return top, values, true
	}
	return top, values[:last], true
}
