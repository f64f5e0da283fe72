package atomic

import (
	"sync"
	"sync/atomic"
)

// UnsafeFlag hands a result from one goroutine to others and says by a plain bool that it is there.
//
// What goes wrong: the flag is an access like any other, and orders nothing. A writes the result and
// then the flag; B may see the flag set and not yet the result, because the compiler may swap the
// two writes, and so may a processor (ARM allows it, amd64 does not). And a loop that waits for the
// flag is not guaranteed to end: nothing says that the write must ever be seen.
//
// Who notices: the race detector, for the flag and for the result. On amd64 nothing else does.
type UnsafeFlag[T any] struct {
	done   bool
	result T
}

// Finish stores the result and says that it is there.
func (r *UnsafeFlag[T]) Finish(result T) {
	r.result = result
	r.done = true
}

// Result returns the result and whether it was there.
func (r *UnsafeFlag[T]) Result() (result T, ok bool) {
	if !r.done {
		return result, false
	}
	return r.result, true
}

// UnsafeDoubleChecked makes a value when it is first asked for: without the lock if the value is
// there already, with the lock and a second look if not. It is called double-checked locking.
//
// What goes wrong: the first look takes no lock, and so is ordered with nothing. B sees a pointer
// that is not nil, and through it may see memory that A has not written yet as far as B can tell: a
// value with its fields still zero.
//
// Who notices: the race detector, whenever a second Get finds the value there. On amd64 nothing else
// does. The Go memory model names it among the incorrect idioms.
type UnsafeDoubleChecked[T any] struct {
	mu    sync.Mutex
	value *T
}

// Get returns the value, and makes it with newValue if it is the first to ask.
func (l *UnsafeDoubleChecked[T]) Get(newValue func() *T) *T {
	if l.value == nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.value == nil {
			l.value = newValue()
		}
	}
	return l.value
}

// UnsafeOnce is [UnsafeDoubleChecked] after a wrong fix: a compare-and-swap decides who makes the
// value, so that no lock is needed and nobody makes it twice.
//
// What goes wrong: A wins the compare-and-swap and begins to make the value. B loses it, takes that
// for "it is made", and returns a nil pointer. The flag says that somebody has begun, and everybody
// reads that he is done.
//
// Who notices: the race detector, whenever there are two Gets: the value is written after the swap
// that was to publish it. An assertion, when the second Get comes while the first makes the value.
// The source of [sync.Once] has a comment on why it isn't written like this.
type UnsafeOnce[T any] struct {
	done  atomic.Bool
	value *T
}

// Get returns the value, and makes it with newValue if it is the first to ask, or returns nil if it
// is the second and the first has not finished.
func (l *UnsafeOnce[T]) Get(newValue func() *T) *T {
	if l.done.CompareAndSwap(false, true) {
		l.value = newValue()
	}
	return l.value
}

// UnsafeValue keeps the last error that was reported, of whatever type, in an [atomic.Value].
//
// What goes wrong: an atomic.Value wants all its values to be of one concrete type. An error is an
// interface: Store gets the *errors.errorString in it today and the *fs.PathError tomorrow, and
// panics. It panics on nil too, which is what an error is when all is well.
//
// Who notices: the runtime, the first time that an error of a second type comes along.
type UnsafeValue struct {
	v atomic.Value
}

// Set makes err the last error, or panics.
func (e *UnsafeValue) Set(err error) { e.v.Store(err) }

// Err returns the last error, or nil if there was none.
func (e *UnsafeValue) Err() error {
	err, _ := e.v.Load().(error)
	return err
}
