package atomic

import "sync/atomic"

// Result hands a result from the goroutine that finds it to any that look for it: [UnsafeFlag] with
// an atomic flag. The result itself stays a plain variable of any size, because the flag orders it:
// it is written before the flag is set, and read after the flag was seen set, and never in between.
// To wait for a result rather than to look for it, close a channel, or use a [Flag].
//
// Finish happens before every call of Result that returns true.
// The zero value has no result yet. A Result must not be copied after first use.
// Both methods are wait-free, O(1), and allocate nothing.
type Result[T any] struct {
	done   atomic.Bool
	result T // written before done is set, read only after done was seen set
}

// Finish stores the result and says that it is there. It is for one goroutine to call, once: a
// second call, which would change what others are reading, panics.
func (r *Result[T]) Finish(result T) {
	if r.done.Load() {
		panic("atomic: Result.Finish called again: a Result has one result, and others may be reading it")
	}
	r.result = result
	r.done.Store(true)
}

// Result returns the result and whether it was there.
func (r *Result[T]) Result() (result T, ok bool) {
	if !r.done.Load() {
		return result, false
	}
	return r.result, true
}
