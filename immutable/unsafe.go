package immutable

import (
	"sync/atomic"
)

// UnsafePublish holds a value that is replaced and never changed, behind a plain pointer.
//
// What goes wrong: the values are immutable, the pointer to them is not, and the two goroutines that
// write and read it do so without an order. B may see the new pointer and not yet all that A wrote
// before it: a value that nobody ever stored. Or B may never see the new one at all.
//
// Who notices: the race detector. On amd64, which does not let one store overtake another, nothing
// else does. The Go memory model has it among its examples of incorrect synchronization.
type UnsafePublish[T any] struct {
	p *T
}

// Load returns the value, or something else.
func (c *UnsafePublish[T]) Load() T { return pointedTo(c.p) }

// Store makes value the one to be loaded from now on, sooner or later.
func (c *UnsafePublish[T]) Store(value T) { c.p = &value }

// UnsafePublishEarly is [UnsafePublish] after a wrong fix: the pointer is atomic now, and is stored
// first, the value behind it filled in after that.
//
// What goes wrong: A stores the pointer, B loads it and reads a value that is half there, A fills in
// the other half. An atomic store orders what comes before it, not what follows. From the moment
// that others can reach it a value must not be written any more, or it is not immutable.
//
// Who notices: the race detector, whenever there is a Load; an assertion, if that comes while the
// value is filled in.
type UnsafePublishEarly[T any] struct {
	p atomic.Pointer[T]
}

// Load returns the value, as far as it is there.
func (c *UnsafePublishEarly[T]) Load() T { return pointedTo(c.p.Load()) }

// Fill stores a new value and has fill build it from the zero T.
func (c *UnsafePublishEarly[T]) Fill(fill func(next *T)) {
	next := new(T)
	c.p.Store(next)
	fill(next)
}

// UnsafeCopyThenStore replaces a value by a changed copy: load, copy, change, store.
//
// What goes wrong: A loads version 5 and makes its own version of it, B does the same and stores it,
// A stores. B's change is lost, and nobody ever saw it go. Each value is immutable and each access
// atomic; the replacement is made of two of them.
//
// Who notices: nobody but an assertion. The race detector is silent, as it is about every lost
// update that is made of atomics.
type UnsafeCopyThenStore[T any] struct {
	p atomic.Pointer[T]
}

// Load returns the value.
func (c *UnsafeCopyThenStore[T]) Load() T { return pointedTo(c.p.Load()) }

// Update replaces the value by f of it, and whatever was stored while f ran too.
func (c *UnsafeCopyThenStore[T]) Update(f func(old T) (next T)) {
	next := f(c.Load())
	c.p.Store(&next)
}

// UnsafeTwoLoads counts as [Counter] does, and takes the two numbers of the mean from one pointer,
// one after the other.
//
// What goes wrong: A takes the sum out of one Total, B replaces it by the next, A takes the number
// of Adds out of that. Where all the deltas are 10, the mean is 5. What the pointer holds is
// consistent at every moment; the mean is of two moments.
//
// Who notices: nobody but an assertion on the mean.
type UnsafeTwoLoads struct {
	total Snapshot[Total]
}

// Add adds delta to the sum.
func (c *UnsafeTwoLoads) Add(delta int64) {
	c.total.Update(func(t Total) Total { return t.add(delta) })
}

// Sum returns the sum.
func (c *UnsafeTwoLoads) Sum() int64 { return c.total.Load().Sum }

// Adds returns the number of Adds.
func (c *UnsafeTwoLoads) Adds() int64 { return c.total.Load().Adds }

// Mean returns the sum of one moment by the number of Adds of another.
func (c *UnsafeTwoLoads) Mean() float64 { return float64(c.Sum()) / float64(c.Adds()) }

// UnsafeMemo is a text that never changes, but for the hash that it remembers.
//
// What goes wrong: Hash looks like a question and is a write. It seems harmless, because all who
// write write the same number. But nothing orders the two reads of t.hash with another goroutine's
// write: the first may see the hash and the second the 0 from before, and then the text has the
// hash 0. (Java's String remembers its hash by such a race on purpose, and takes care to read the
// field once.) With a hash of two words, or one behind a pointer, there would be more to go wrong.
//
// Who notices: the race detector, whenever two goroutines ask. On amd64 nothing else does.
type UnsafeMemo struct {
	text string
	hash uint64 // 0 if not computed yet
}

// NewUnsafeMemo returns the text.
func NewUnsafeMemo(text string) *UnsafeMemo { return &UnsafeMemo{text: text} }

// String returns the text.
func (t *UnsafeMemo) String() string { return t.text }

// Hash returns the FNV-1a hash of the text.
func (t *UnsafeMemo) Hash() uint64 {
	if t.hash == 0 {
		t.hash = hashOf(t.text)
	}
	return t.hash
}
