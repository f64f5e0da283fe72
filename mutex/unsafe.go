package mutex

import "sync"

// UnsafeRead locks to write and does not to read: "it is only a read, and an int64 is one word".
//
// What goes wrong: nothing orders a Value after the Adds. It may return any sum that there was, also
// one from before the last that the same goroutine has seen, and a loop that waits for Value to
// change need never end, for a compiler may read a variable once that nothing says others change.
// Where a number is two words, as an int64 is on 32-bit processors, it may even get half of one sum
// and half of another.
//
// Who notices: the race detector, as soon as two goroutines have called the one Add and the other
// Value. No assertion on the final sum does, because the sum is right.
type UnsafeRead struct {
	mu sync.Mutex
	n  int64
}

// Add adds delta to the sum, under the lock.
func (c *UnsafeRead) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += delta
}

// Value returns what the number holds, without the lock.
func (c *UnsafeRead) Value() int64 { return c.n }

// UnsafeRLockWrite writes under the read lock: "I lock before I add, and RLock was faster".
//
// What goes wrong: RLock keeps writers out, and nobody here is one. A and B both hold the read lock;
// A loads 5, B loads 5, A stores 6, B stores 6.
//
// Who notices: the race detector, as soon as two goroutines have called Add. The lock does not hide
// it: an RUnlock is ordered before the next Lock, and not before the next RLock.
type UnsafeRLockWrite struct {
	mu sync.RWMutex
	n  int64
}

// Add adds delta to the sum, in the company of others that do the same.
func (c *UnsafeRLockWrite) Add(delta int64) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.n += delta
}

// Value returns what the number holds.
func (c *UnsafeRLockWrite) Value() int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}

// UnsafeTwoLocks has a lock for writers and one for readers, so that neither keeps the other waiting.
//
// What goes wrong: that is just what they should do. A writer that holds one lock and a reader that
// holds the other are in at the same time; the read is no more ordered than that of [UnsafeRead].
// What orders accesses to a number is that they hold the same lock.
//
// Who notices: the race detector, as soon as two goroutines have called the one Add and the other
// Value.
type UnsafeTwoLocks struct {
	write, read sync.Mutex
	n           int64
}

// Add adds delta to the sum, under the writers' lock.
func (c *UnsafeTwoLocks) Add(delta int64) {
	c.write.Lock()
	defer c.write.Unlock()
	c.n += delta
}

// Value returns what the number holds, under the readers' lock.
func (c *UnsafeTwoLocks) Value() int64 {
	c.read.Lock()
	defer c.read.Unlock()
	return c.n
}

// UnsafeLocalLock declares its lock where it uses it.
//
// What goes wrong: each call makes a mutex of its own, which no other goroutine can know, so every
// Lock succeeds at once and keeps nobody out.
//
// Who notices: the race detector, as soon as two goroutines have called Add. To go vet the use of
// the lock is faultless.
type UnsafeLocalLock struct {
	n int64
}

// Add adds delta to the sum, under a lock that is nobody else's.
func (c *UnsafeLocalLock) Add(delta int64) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	c.n += delta
}

// Value returns what the number holds.
func (c *UnsafeLocalLock) Value() int64 {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	return c.n
}

// UnsafeUnrelatedLock has no lock for its sum. It has one for something else: how many calls are
// under way.
//
// What goes wrong: the lost update, whenever two Adds are both between their enter and their leave.
//
// Who notices: nobody, as long as they are not. Then A's leave unlocks before B's enter locks, and
// so A's Add happens before B's: the lock that guards the gauge orders the sum, by accident. The race
// detector reports an order that was missing in the run that it watched, and in that run there was
// one. A Println in the same two places does the same, for it has a lock inside. So a race can
// vanish when somebody adds a line to look for it.
type UnsafeUnrelatedLock struct {
	n int64

	mu   sync.Mutex
	busy int // guarded by mu
}

// Add adds delta to the sum, and counts itself while it does.
func (c *UnsafeUnrelatedLock) Add(delta int64) {
	c.gauge(+1)
	c.n += delta
	c.gauge(-1)
}

func (c *UnsafeUnrelatedLock) gauge(delta int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy += delta
}

// Value returns what the number holds.
func (c *UnsafeUnrelatedLock) Value() int64 { return c.n }

// UnsafeUnrelatedLockBefore is [UnsafeUnrelatedLock] with one line less: it counts the calls when
// they begin, and no longer when they end.
//
// What goes wrong: the same lost update.
//
// Who notices: the race detector, as soon as two goroutines have called Add. A's unlock happens
// before B's lock, but A's addition comes after A's unlock, and nothing brings it before B's.
type UnsafeUnrelatedLockBefore struct {
	n int64

	mu    sync.Mutex
	calls int // guarded by mu
}

// Add counts itself, and adds delta to the sum.
func (c *UnsafeUnrelatedLockBefore) Add(delta int64) {
	c.mu.Lock()
	c.calls++
	c.mu.Unlock()
	c.n += delta
}

// Value returns what the number holds.
func (c *UnsafeUnrelatedLockBefore) Value() int64 { return c.n }
