// Package sync stands in for the standard library's sync where a program's locks are to be checked without a change
// of the program: its Mutex, RWMutex and WaitGroup are those of package lockorder, every other name is sync's own.
//
// It is for generated code. Nothing imports it by hand: the import is swapped in an overlay while the program is
// built.
package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// What is checked.
type (
	// Mutex is lockorder.Mutex.
	Mutex = lockorder.Mutex
	// RWMutex is lockorder.RWMutex.
	RWMutex = lockorder.RWMutex
	// WaitGroup is lockorder.WaitGroup.
	WaitGroup = lockorder.WaitGroup
)

// The types that the checker has nothing to say about.
type (
	// Cond is sync.Cond.
	Cond = sync.Cond
	// Locker is sync.Locker.
	Locker = sync.Locker
	// Map is sync.Map.
	Map = sync.Map
	// Once is sync.Once.
	Once = sync.Once
	// Pool is sync.Pool.
	Pool = sync.Pool
)

// NewCond is sync.NewCond.
func NewCond(l Locker) *Cond { return sync.NewCond(l) }

// OnceFunc is sync.OnceFunc.
func OnceFunc(f func()) func() { return sync.OnceFunc(f) }

// OnceValue is sync.OnceValue.
func OnceValue[T any](f func() T) func() T { return sync.OnceValue(f) }

// OnceValues is sync.OnceValues.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) { return sync.OnceValues(f) }
