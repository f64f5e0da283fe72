package mutex

import "sync"

// UnsafeEarlyReturn is [Limited] with the unlock as the last line of the method.
//
// What goes wrong: the return before it leaves with the lock. Everything works until the first
// TryAdd that is refused, and after that no operation ever gets the lock again.
//
// Who notices: the runtime's deadlock detector, if no other goroutine of the process can run; in a
// server one always can. A lock of package deadlock's; go-deadlock, if it is the same goroutine that
// comes back, otherwise only by its timeout. Else: a test that never ends.
type UnsafeEarlyReturn struct {
	Limit int64

	mu sync.Mutex
	n  int64
}

// TryAdd adds delta and returns true, or keeps the lock and returns false.
func (c *UnsafeEarlyReturn) TryAdd(delta int64) bool {
	c.mu.Lock()
	if !fits(c.n, delta, c.Limit) {
		return false
	}
	c.n += delta
	c.mu.Unlock()
	return true
}

// Value returns the sum.
func (c *UnsafeEarlyReturn) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// UnsafePanic is [Counter] without defer: no return stands between Lock and Unlock, but f does.
//
// What goes wrong: if f panics, Update ends without its last lines. Were the process to end too, it
// would not matter; but many a caller recovers, such as net/http, which does so for each request.
// The process lives on with a lock that nobody holds and nobody gets. So it does after a
// runtime.Goexit in f, which is what t.FailNow is.
//
// Who notices: the runtime's deadlock detector, if no other goroutine can run; else a test that
// never ends. A lock of package deadlock's asks whether the goroutine that locked it is still there;
// go-deadlock does not: there is but one lock, and who waits is not who locked. Its timeout would tell.
type UnsafePanic struct {
	mu sync.Mutex
	n  int64
}

// Update sets the sum to f of it and returns that, or keeps the lock if f panics.
func (c *UnsafePanic) Update(f func(n int64) int64) int64 {
	c.mu.Lock()
	n := f(c.n)
	c.n = n
	c.mu.Unlock()
	return n
}

// Value returns the sum.
func (c *UnsafePanic) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// UnsafeDeferInLoop locks for each delta, and defers the unlock as one should.
//
// What goes wrong: a deferred call runs when the function ends, and not when the turn of the loop
// does. The second turn waits for the lock that the first has not given back. With one delta all is
// well.
//
// Who notices: the runtime's deadlock detector, if no other goroutine can run; go-deadlock and
// the locks of package deadlock, which see a goroutine lock what it holds; else a test that never ends.
type UnsafeDeferInLoop struct {
	mu sync.Mutex
	n  int64
}

// AddAll adds all the deltas to the sum, if there is no more than one.
func (c *UnsafeDeferInLoop) AddAll(deltas ...int64) {
	for _, delta := range deltas {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.n += delta
	}
}

// UnsafeUpgrade is [Limited] with a read lock for the check, and the write lock only if it has
// something to write.
//
// What goes wrong: Lock waits until all readers have left, and the caller is one of them. To RUnlock
// first is only half a fix: another can then come between the check and the act, so that the check
// has to be made again under the write lock.
//
// Who notices: the runtime's deadlock detector, if no other goroutine can run; go-deadlock and
// the locks of package deadlock, which see a goroutine lock what it holds; else a test that never ends.
type UnsafeUpgrade struct {
	Limit int64

	mu sync.RWMutex
	n  int64
}

// TryAdd returns false if delta does not fit, and does not return if it does.
func (c *UnsafeUpgrade) TryAdd(delta int64) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if !fits(c.n, delta, c.Limit) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
	return true
}

// Value returns the sum.
func (c *UnsafeUpgrade) Value() int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}

// UnsafeUnlockTwice is [UnsafeEarlyReturn] after two people have mended it: one deferred the unlock,
// one put it before the return.
//
// What goes wrong: the second Unlock finds the mutex unlocked, and ends the process with a fatal
// error, which no recover can stop. Worse, if another goroutine has locked it in between: a mutex
// does not know who holds it, so the second Unlock opens the other one's critical section.
//
// Who notices: the runtime, if the mutex is free. Nobody sees that a return has one unlock too many
// before it is taken.
type UnsafeUnlockTwice struct {
	Limit int64

	mu sync.Mutex
	n  int64
}

// TryAdd adds delta and returns true, or ends the process.
func (c *UnsafeUnlockTwice) TryAdd(delta int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !fits(c.n, delta, c.Limit) {
		c.mu.Unlock()
		return false
	}
	c.n += delta
	return true
}

// Value returns the sum.
func (c *UnsafeUnlockTwice) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

// UnsafeWrongUnlock is [RWCounter] with an R forgotten.
//
// What goes wrong: RLock goes with RUnlock. An Unlock of a lock that is held for reading ends the
// process with a fatal error.
//
// Who notices: the runtime, at the first Value.
type UnsafeWrongUnlock struct {
	mu sync.RWMutex
	n  int64
}

// Add adds delta to the sum.
func (c *UnsafeWrongUnlock) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value ends the process.
func (c *UnsafeWrongUnlock) Value() int64 {
	c.mu.RLock()
	defer c.mu.Unlock()
	return c.n
}
