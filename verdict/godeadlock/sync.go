// Package sync stands in for the standard library's sync in the test binary that the go-deadlock
// column of a verdict table runs: its Mutex and RWMutex are those of
// github.com/sasha-s/go-deadlock, every other name is sync's own.
//
// It is for generated code. Nothing imports it by hand: the table swaps the import in an overlay
// while it builds that binary. Every other binary must stay without it, for go-deadlock, once
// linked, keeps the runtime's own deadlock detector from working.
package sync

import (
	"os"
	"sync"

	"github.com/sasha-s/go-deadlock"
)

// Mutex is go-deadlock's.
type Mutex = deadlock.Mutex

// RWMutex is go-deadlock's.
type RWMutex = deadlock.RWMutex

// The types about which go-deadlock has nothing to say.
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
	// WaitGroup is sync.WaitGroup.
	WaitGroup = sync.WaitGroup
)

// NewCond is sync.NewCond.
func NewCond(l Locker) *Cond { return sync.NewCond(l) }

// OnceFunc is sync.OnceFunc.
func OnceFunc(f func()) func() { return sync.OnceFunc(f) }

// OnceValue is sync.OnceValue.
func OnceValue[T any](f func() T) func() T { return sync.OnceValue(f) }

// OnceValues is sync.OnceValues.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) { return sync.OnceValues(f) }

// status is the exit status after a finding, as go-deadlock's own default is.
const status = 2

func init() {
	// What is asked is whether the detector foresees the deadlock, from the order of the locks and
	// from a lock taken twice. Its timeout would call anything that takes long a deadlock.
	deadlock.Opts.DeadlockTimeout = 0
	deadlock.Opts.LogBuf = os.Stderr
	deadlock.Opts.OnPotentialDeadlock = func() { os.Exit(status) }
}
