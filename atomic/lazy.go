package atomic

import (
	"sync"
	"sync/atomic"
)

// Lazy makes a value when it is first asked for, and once. It is [UnsafeDoubleChecked] with an
// atomic pointer: the first look, which takes no lock, now has something to be ordered by. Where the
// function is known beforehand, [sync.OnceValue] does the same and needs no type. The pattern is from
// Douglas C. Schmidt and Tim Harrison, "Double-Checked Locking" (PLoP 1996).
//
// The return of the newValue that made the value happens before the return of every Get that
// returns the value. The zero value has no value yet. A Lazy must not be copied after first use.
// A Get that finds the value is wait-free, O(1), and allocates nothing; the others wait for each other.
type Lazy[T any] struct {
	mu    sync.Mutex // held while the value is made
	value atomic.Pointer[T]
}

// Get returns the value, and makes it with newValue if there is none. If newValue returns nil or
// panics, there is none still, and the next Get tries again. A newValue that calls Get of the same
// Lazy waits for itself. Get panics if there is no value and newValue is nil.
func (l *Lazy[T]) Get(newValue func() *T) *T {
	if value := l.value.Load(); value != nil {
		return value
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	value := l.value.Load()
	if value == nil {
		if newValue == nil {
			panic("atomic: Lazy.Get(nil): there is no value yet, and nothing to make it with; pass a function")
		}
		value = newValue()
		l.value.Store(value) // after all that newValue wrote, and seen after it
	}
	return value
}
