package mutex

import "sync"

// UnsafeGetSet has a method to get the number and one to set it, each of them locked.
//
// What goes wrong: A gets 5, B gets 5, A sets 6, B sets 6. Each critical section is right; the step
// is both of them, and between the two the lock is free.
//
// Who notices: an assertion on the sum, when it is lucky. The race detector does not: every access
// holds the lock, so every two are ordered. A program without data races can still be wrong.
type UnsafeGetSet struct {
	mu sync.Mutex
	n  int64
}

// Value returns the number.
func (c *UnsafeGetSet) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// Set sets the number.
func (c *UnsafeGetSet) Set(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n = n
}

// Add adds delta to the number as it was when it looked.
func (c *UnsafeGetSet) Add(delta int64) { c.Set(c.Value() + delta) }

// UnsafeEachHalf locks around the read and around the write, but not from the one to the other, so
// as not to hold a lock while it calls a function that it does not know.
//
// What goes wrong: as in [UnsafeGetSet]. A reads 5 and calls its f; B reads 5 and sets 6; A sets 6.
// The reason is a good one, and the fix is not to let go of the lock: it is either to hold it
// ([Counter.Update]), or to look once more before the write whether the number is still the same,
// and to begin again if not.
//
// Who notices: an assertion, when it is lucky. For the race detector every access is locked.
type UnsafeEachHalf struct {
	mu sync.Mutex
	n  int64
}

// Update sets the sum to f of what it was, and returns that.
func (c *UnsafeEachHalf) Update(f func(n int64) int64) int64 {
	c.mu.Lock()
	n := c.n
	c.mu.Unlock()

	n = f(n)

	c.mu.Lock()
	c.n = n
	c.mu.Unlock()
	return n
}

// Add adds delta to the sum as it was.
func (c *UnsafeEachHalf) Add(delta int64) {
	c.Update(func(n int64) int64 { return n + delta })
}

// Value returns the sum.
func (c *UnsafeEachHalf) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// UnsafeCheckThenAct is [Limited] with a method that checks, and one that acts.
//
// What goes wrong: with one seat left, A asks for the room and gets 1, B asks and gets 1, A adds,
// B adds. Both answers were true when they were given; neither was when it was used.
//
// Who notices: an assertion, when it is lucky. The race detector does not: all is locked.
type UnsafeCheckThenAct struct {
	Limit int64

	mu sync.Mutex
	n  int64
}

// Room returns how much may still be added.
func (c *UnsafeCheckThenAct) Room() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.Limit - c.n
}

// Add adds delta to the sum.
func (c *UnsafeCheckThenAct) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum.
func (c *UnsafeCheckThenAct) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// TryAdd adds delta if there was room for it.
func (c *UnsafeCheckThenAct) TryAdd(delta int64) bool {
	if c.Room() < delta {
		return false
	}
	c.Add(delta)
	return true
}

// UnsafeLockEach is [Group] with a lock for each counter.
//
// What goes wrong: each counter is right, and the sum of them is not. A Move takes from one counter
// and adds to the other; a Sum that comes in between finds the delta in neither. Safe parts do not
// make a safe whole.
//
// Who notices: an assertion on the sum, when it is lucky. The race detector does not: each number
// has its lock, and every access holds it.
type UnsafeLockEach struct {
	counters []Counter
}

// NewUnsafeLockEach returns a group of counters at 0, numbered from 0.
func NewUnsafeLockEach(counters int) *UnsafeLockEach {
	return &UnsafeLockEach{counters: make([]Counter, counters)}
}

// Add adds delta to counter i.
func (g *UnsafeLockEach) Add(i int, delta int64) { g.counters[i].Add(delta) }

// Value returns counter i.
func (g *UnsafeLockEach) Value(i int) int64 { return g.counters[i].Value() }

// Move takes delta from one counter, and then adds it to another.
func (g *UnsafeLockEach) Move(from, to int, delta int64) {
	g.Add(from, -delta)
	g.Add(to, delta)
}

// Sum returns the sum of all counters, each at its own moment.
func (g *UnsafeLockEach) Sum() (sum int64) {
	for i := range g.counters {
		sum += g.Value(i)
	}
	return sum
}

// UnsafeTryLock is [Counter] with an Add that does not wait.
//
// What goes wrong: an Add that comes while another operation holds the lock is dropped, without a
// word. TryLock is for work that somebody else is doing anyway, or that can be done later; an Add
// is neither.
//
// Who notices: an assertion on the sum, when it is lucky. To all others this is correct locking.
type UnsafeTryLock struct {
	mu sync.Mutex
	n  int64
}

// Add adds delta to the sum if the lock happens to be free.
func (c *UnsafeTryLock) Add(delta int64) {
	if !c.mu.TryLock() {
		return
	}
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns the sum.
func (c *UnsafeTryLock) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// Update sets the sum to f of it, and returns that.
func (c *UnsafeTryLock) Update(f func(n int64) int64) int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n = f(c.n)
	return c.n
}
