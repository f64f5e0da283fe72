package mutex

import "context"

// Guarded is a value and the lock that it is behind, in one: the value is reached inside the lock only. What a
// sync.Mutex beside a variable leaves to agreement (which lock goes with which variable, that no access is
// outside, that the unlock comes) is left no other way to be.
//
//	var stock mutex.Guarded[map[string]int]
//	stock.With(func(s *map[string]int) { (*s)["pear"]-- })
//
// The lock is let go of however the function ends: by a return, a panic or runtime.Goexit. It is for the function to
// leave the value as it should be, as far as it got.
//
// # What it can't see to
//
// The function is given a pointer, and can keep it. A use of it after With has returned is outside of the lock, as is
// the use of a map or slice that was copied out of the value: see [UnsafeEscape]. And a With inside of a With of the
// same Guarded waits for itself, for ever: see [UnsafeNested].
//
// # Waiting no longer
//
// WithContext gives up when its context is done. With a sync.Mutex that can't be done: a Lock comes back with the lock,
// or not at all. So the lock is one of this package's own. It is a word that goes from free to held by a
// compare-and-swap, as a sync.Mutex does, and behind it a line of goroutines, each with a channel to be woken by;
// how the two play together is told at the type lock. Those who wait are served in the order in which they came. But
// a call that comes just when the lock is free takes it, once and no more: if the first in line wakes up and finds it
// taken again, the next that lets go of the lock hands it over.
//
// The word, the line and the hand-over to the one who has waited too long are those of sync.Mutex (Go, package
// internal/sync). That who gives up has to pass on a wakeup that was meant for it is an old finding; see Bryan C. Mills,
// "Rethinking Classical Concurrency Patterns" (GopherCon 2018), on condition variables.
//
// The return of a function given to With, and to what else there is, is synchronized before the call of the next
// one. The linearization point is anywhere in the function.
// The zero value is a zero T that is not locked. A Guarded must not be copied after first use. All but TryWith blocks
// while another goroutine is in; TryWith is wait-free up to the function. Each is O(1) and allocates nothing, but for a
// place in line: two small objects each time that a goroutine goes to sleep.
type Guarded[T any] struct {
	lock  lock
	value T
}

// With calls f with the value, alone: no other function that this Guarded calls runs at the same time. It panics if f
// is nil.
func (g *Guarded[T]) With(f func(value *T)) {
	if f == nil {
		panic(noFunction("Guarded.With"))
	}
	g.lock.lock(nil)
	defer g.lock.unlock()
	f(&g.value)
}

// TryWith is With if the lock is free at this moment. If not it returns false at once, and f is not called.
func (g *Guarded[T]) TryWith(f func(value *T)) bool {
	if f == nil {
		panic(noFunction("Guarded.TryWith"))
	}
	if !g.lock.tryLock() {
		return false
	}
	defer g.lock.unlock()
	f(&g.value)
	return true
}

// WithContext is With, unless ctx is done before f's turn has come. Then it returns ctx's error, f is not called, and
// nothing is left behind: no goroutine, and no place in line.
func (g *Guarded[T]) WithContext(ctx context.Context, f func(value *T)) error {
	if f == nil {
		panic(noFunction("Guarded.WithContext"))
	}
	if err := g.lock.lockContext(ctx); err != nil {
		return err
	}
	defer g.lock.unlock()
	f(&g.value)
	return nil
}

// WithResult is [Guarded.With] for a function that returns something. It is no method, since a method can't have a type
// parameter of its own.
func WithResult[T, R any](g *Guarded[T], f func(value *T) R) R {
	if f == nil {
		panic(noFunction("WithResult"))
	}
	g.lock.lock(nil)
	defer g.lock.unlock()
	return f(&g.value)
}

// noFunction is what a method says that was given nil to call.
func noFunction(method string) string {
	return "mutex: " + method + "(nil): there is no function to call; pass the one that uses what is locked"
}
