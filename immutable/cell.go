package immutable

import "sync/atomic"

// Cell holds a value that is replaced and never changed: [UnsafePublish] with an atomic pointer, and
// [UnsafeCopyThenStore] with a compare-and-swap in place of a store.
//
// It is as immutable as its values are. A T that holds a slice, a map or a pointer shares what that
// leads to with every other copy of it, so nobody may write there: see [List] and [Map].
//
// A Store, Fill or Update happens before every operation that observes its value.
// The zero value holds the zero T. A Cell must not be copied after first use.
// Load is wait-free, Update lock-free, Store and Fill wait-free where the processor has an
// instruction for the store, as amd64 has. All but Load allocate.
type Cell[T any] struct {
	p atomic.Pointer[T] // to a T that nobody writes; nil for the zero T
}

// Load returns the value.
func (c *Cell[T]) Load() T { return pointedTo(c.p.Load()) }

// Store makes value the one to be loaded from now on.
func (c *Cell[T]) Store(value T) { c.p.Store(&value) }

// Fill has fill build a new value from the zero T, and then stores it: [UnsafePublishEarly] with
// these two in the right order. fill must not keep the pointer.
func (c *Cell[T]) Fill(fill func(next *T)) {
	next := new(T)
	fill(next)
	c.p.Store(next)
}

// Update replaces the value by f of it. If another value was stored while f ran, f is called again,
// with that one. So f may run many times, and should do nothing but compute; it must not write to
// what the value that it is given leads to, which others are reading.
//
// The comparison is one of pointers, and is not fooled by a value that went away and came back:
// while old is in use here, the garbage collector gives its memory to nobody else.
func (c *Cell[T]) Update(f func(old T) (next T)) {
	for {
		old := c.p.Load()
		next := f(pointedTo(old))
		if c.p.CompareAndSwap(old, &next) {
			return
		}
	}
}

// pointedTo returns what p points to, or the zero T if it is nil.
func pointedTo[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
