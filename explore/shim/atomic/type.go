// Package atomic is Go's package sync/atomic for generated code and for tests written by hand. Inside an
// exploration each operation is a step of which the search decides when it is made; outside, it is the
// real one. Either way it is the real atomic that holds the value: an exploration only says whose turn
// it is.
//
// All operations behave as if they were made one after the other. One that sees what another has
// stored happens after it.
package atomic

import "sync/atomic"

// A Bool is an atomic bool, false at first. It must not be copied after first use.
type Bool struct {
	cell[bool, atomic.Bool, *atomic.Bool]
}

// An Int32 is an atomic int32, 0 at first. It must not be copied after first use.
type Int32 struct {
	number[int32, atomic.Int32, *atomic.Int32]
}

// An Int64 is an atomic int64, 0 at first. It must not be copied after first use.
type Int64 struct {
	number[int64, atomic.Int64, *atomic.Int64]
}

// A Uint32 is an atomic uint32, 0 at first. It must not be copied after first use.
type Uint32 struct {
	number[uint32, atomic.Uint32, *atomic.Uint32]
}

// A Uint64 is an atomic uint64, 0 at first. It must not be copied after first use.
type Uint64 struct {
	number[uint64, atomic.Uint64, *atomic.Uint64]
}

// A Uintptr is an atomic uintptr, 0 at first. It must not be copied after first use.
type Uintptr struct {
	number[uintptr, atomic.Uintptr, *atomic.Uintptr]
}

// A Pointer is an atomic *T, nil at first. It must not be copied after first use.
type Pointer[T any] struct {
	cell[*T, atomic.Pointer[T], *atomic.Pointer[T]]
}
