package mutex

import "sync"

// RWGuarded is a [Guarded] whose readers are let in together.
//
// A reader is given the value itself and not a pointer to it, so that it has nothing to assign to. The copy is as
// deep as an assignment: a map, a slice or a pointer in it is the one that the writers change, and a reader must not
// keep it, or change what is behind it. See [UnsafeEscape].
//
// It pays where readers stay in for long: see [RWCounter] for the price. A reader or writer can't be told to stop
// waiting. Where that is wanted, use [Guarded].
//
// A With inside of a With or a Read of the same RWGuarded waits for itself, and so does a Read inside of a With. A Read
// inside of a Read does too if another goroutine's With has come between the two: readers who come later queue up behind
// a writer who waits.
//
// It is a sync.RWMutex and a value. The problem, and the rule that who writes goes before readers who come
// later, are from Pierre-Jacques Courtois, Frans Heymans and David Parnas, "Concurrent Control with 'Readers' and
// 'Writers'" (CACM 14(10), 1971).
//
// What a writer does is synchronized before what all do who get the lock after it, and what a reader does before what
// the next writer does. Nothing orders two readers. The linearization point of each method is in its function.
// The zero value is a zero T that is not locked. An RWGuarded must not be copied after first use. Each method blocks
// while it has to wait. With is O(1), and Read and ReadResult are O(size of T), for the copy. None allocates.
type RWGuarded[T any] struct {
	mu    sync.RWMutex
	value T // written under Lock, read under Lock or RLock
}

// With calls f with the value, alone, to change it. It panics if f is nil.
func (g *RWGuarded[T]) With(f func(value *T)) {
	if f == nil {
		panic(noFunction("RWGuarded.With"))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	f(&g.value)
}

// Read calls f with the value, while others may read it too and none changes it. It panics if f is nil.
func (g *RWGuarded[T]) Read(f func(value T)) {
	if f == nil {
		panic(noFunction("RWGuarded.Read"))
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	f(g.value)
}

// ReadResult is [RWGuarded.Read] for a function that returns something.
func ReadResult[T, R any](g *RWGuarded[T], f func(value T) R) R {
	if f == nil {
		panic(noFunction("ReadResult"))
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	return f(g.value)
}
