// Package sync stands in for the standard library's sync where the order of locks is checked: its Mutex, RWMutex and
// WaitGroup are those of package lockorder, every other name is sync's own.
//
// It is for generated code. Nothing imports it by hand: the command counterpoint deadlock and the tables of package
// verdict put it in the place of sync in an overlay, while they build the tests of packages that know nothing of it.
package sync

import (
	"sync"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// The types that are watched.
type (
	// Mutex is lockorder.Mutex.
	Mutex = lockorder.Mutex
	// RWMutex is lockorder.RWMutex.
	RWMutex = lockorder.RWMutex
	// WaitGroup is lockorder.WaitGroup.
	WaitGroup = lockorder.WaitGroup
)

// The types that hold no lock of the user's.
type (
	// Cond is sync.Cond. It unlocks and locks the lock that it was made with, which is watched.
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
