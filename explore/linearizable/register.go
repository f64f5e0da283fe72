package linearizable

import "fmt"

// A Register is a history of operations on a variable.
type Register[T comparable] struct{ h *History }

// NewRegister returns a Checker of variables that hold value at first.
func NewRegister[T comparable](value T, options ...Option) *Checker[Register[T]] {
	return newChecker(Sequential(value, registerStep[T]), func(h *History) Register[T] { return Register[T]{h} }, options)
}

// Write runs write with v, and records that.
func (r Register[T]) Write(v T, write func(T)) {
	r.h.run(writing[T]{v}, func() { write(v) })
}

// Read runs read, and records what it returns.
func (r Register[T]) Read(read func() T) T { return record(r.h, reading{}, read) }

type (
	writing[T comparable] struct{ value T }
	reading               struct{}
)

func (w writing[T]) String() string { return fmt.Sprintf("Write(%v)", w.value) }
func (reading) String() string      { return "Read()" }

func registerStep[T comparable](value T, in any) (any, T, bool) {
	if w, ok := in.(writing[T]); ok {
		return nil, w.value, true
	}
	return value, value, true
}
