package mutex

import "sync"

// RWGuarded is a [Guarded] whose readers are let in together.
//
// A reader is given the value itself and not a pointer to it, so that it has nothing to assign to. The copy is as
// deep as an assignment: a map, a slice or a pointer in it is the one that the writers change, and a reader must not
// keep it, or change what is behind it. See [UnsafeEscape].
//
// It pays where readers stay in for long, as [RWCounter] says; and it can't be told to stop waiting. Where that is
// wanted, use [Guarded].
//
// A Read or a With inside of a With of the same RWGuarded waits for itself, and so does a With inside of a Read. A Read
// inside of a Read does if a With has come between the two, since those who read queue up behind one who waits to
// write.
//
// It is a sync.RWMutex and a value. The readers' lock is the one of Pierre-Jacques Courtois, Frans Heymans and
// David Parnas, "Concurrent Control with 'Readers' and 'Writers'" (CACM 14(10), 1971), the second one, in which
// writers go first.
//
// The return of a function given to With is synchronized before the call of each that gets the lock after it, and the
// return of one given to Read before the call of the next that is given to With. Nothing orders two Reads. The
// linearization point is anywhere in the function.
// The zero value is a zero T that is not locked. An RWGuarded must not be copied after first use. It blocks. Each method
// is O(1), and O(size of T) where T is copied, and allocates nothing.
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
