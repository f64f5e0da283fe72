package mutex

import "context"

// Guarded is a value and the lock that it is behind, in one: the value is reached inside the lock only. What is left
// to agreement where a sync.Mutex stands beside a variable (which lock goes with which variable, that no access is
// outside, that the unlock comes) there is no other way to do here.
//
//	var stock mutex.Guarded[map[string]int]
//	stock.With(func(s *map[string]int) { (*s)["pear"]-- })
//
// That a value is behind what locks it, and not beside it, is from C. A. R. Hoare, "Monitors: An Operating System
// Structuring Concept" (CACM 17(10), 1974).
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
// or not at all. So the lock is one of this package's own: a word that goes from free to held by a compare-and-swap,
// and behind it a line of goroutines that sleep, each on a channel. They are served in the order in which they came,
// but who comes when the lock is free takes it, also while the first in line is still waking up. If that finds the
// lock taken when it is awake, the next unlock hands it over. The type lock has the argument why nobody sleeps for ever.
//
// The word, the line and the hand-over are those of Go's sync.Mutex, simplified: see the comment on fairness in Go's
// package internal/sync. It does not spin before it sleeps, as that does. With costs what Lock, the access and a
// deferred Unlock cost where nobody else is there, and where many are there for a few nanoseconds it costs less, but
// where two goroutines contend for sections of a microsecond it costs up to a tenth more: go test -bench=Guarded ./mutex
//
// # The rules
//
// What a function that has the lock does is synchronized before what the next one does. The linearization point of each
// method is in its function; of one that gives up, or of a TryWith that returns false, there is nothing to see.
//
// The zero value is a zero T that is not locked. A Guarded must not be copied after first use. With, WithContext and
// WithResult block while another has the lock; TryWith is wait-free, but for its function. Each is O(1). None allocates,
// unless it has to sleep: then it allocates its place in line.
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
