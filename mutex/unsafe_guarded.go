package mutex

// UnsafeEscape is a counter whose value is in a [Guarded], and gets out.
//
// What goes wrong: the function that With calls copies the pointer that it is given, and With has let go of the lock
// before the pointer is used. A loads 5, B loads 5, A stores 6, B stores 6. No type can forbid it: what a function has
// been given, it can keep.
//
// Who notices: the race detector, as soon as two goroutines have called Add, or one Add and the other Value.
type UnsafeEscape struct {
	n Guarded[int64]
}

func (c *UnsafeEscape) escaped() *int64 {
	return WithResult(&c.n, func(n *int64) *int64 { return n })
}

// Add adds delta to the sum, once it has left the lock.
func (c *UnsafeEscape) Add(delta int64) { *c.escaped() += delta }

// Value returns the sum, as it is once it has left the lock.
func (c *UnsafeEscape) Value() int64 { return *c.escaped() }

// UnsafeNested is a counter in a [Guarded], one of whose methods calls another inside the lock.
//
// What goes wrong: With waits until nobody else is in, and who is in is the caller. Go's locks don't know
// who holds them, and a lock that let its holder in again would let it into a step that is half done.
//
// Who notices: the runtime's deadlock detector, if no other goroutine can run; else a test that never ends. go-deadlock
// does not: it knows of the locks that it has taken the place of.
type UnsafeNested struct {
	n Guarded[int64]
}

// Add does not return.
func (c *UnsafeNested) Add(delta int64) {
	c.n.With(func(n *int64) { *n = c.Value() + delta })
}

// Value returns the sum.
func (c *UnsafeNested) Value() int64 {
	return WithResult(&c.n, func(n *int64) int64 { return *n })
}
