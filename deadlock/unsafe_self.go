package deadlock

import (
	"fmt"
	"io"
	"sync"
)

// UnsafeRelock is a counter that can be reset.
//
// What goes wrong: Reset locks, and calls Value, which locks. Go's locks do not count who holds
// them, so the goroutine waits for itself. It is no accident of scheduling: the first Reset hangs.
// Code gets there when a method that was public and locking becomes useful inside another.
//
// Who notices: the runtime, if all other goroutines sleep too; a checker of recursive locking.
type UnsafeRelock struct {
	mu  sync.Mutex
	sum int64
}

// Add adds delta to the sum.
func (c *UnsafeRelock) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
}

// Value returns the sum.
func (c *UnsafeRelock) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// Reset sets the sum to 0 and returns what it was.
func (c *UnsafeRelock) Reset() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := c.Value()
	c.sum = 0
	return sum
}

// UnsafeCallback is a counter that tells somebody of every new sum.
//
// What goes wrong: Add calls a function that it knows nothing of with the lock held. One that
// asks for the Value, as a display might, waits for the lock that its own caller holds. Neither
// the counter nor the display is wrong by itself, so neither's tests find it.
//
// Who notices: the runtime, if all other goroutines sleep too; a checker of recursive locking, but
// not if the function has another goroutine ask and waits for it.
type UnsafeCallback struct {
	OnAdd func(sum int64) // called after each Add, unless nil

	mu  sync.Mutex
	sum int64
}

// Add adds delta to the sum and calls OnAdd with it.
func (c *UnsafeCallback) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	if c.OnAdd != nil {
		c.OnAdd(c.sum)
	}
}

// Value returns the sum.
func (c *UnsafeCallback) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// UnsafeReRLock is a counter that many may read at once, and that can report on itself.
//
// What goes wrong: Report holds a read lock, and calls Value, which wants another. Two readers go
// together, so it works, in every test that only reads. But a writer that has come in between waits
// for the first read lock to end, and keeps the second from beginning: an RWMutex prefers a waiting
// writer, lest it starve. So the report waits for the writer, and the writer for the report.
//
// Who notices: the runtime, if all other goroutines sleep too; a checker of recursive locking, also
// when no writer came in between. One that accuses a program without any writer raises a false alarm.
type UnsafeReRLock struct {
	mu        sync.RWMutex
	sum, adds int64
}

// Add adds delta to the sum.
func (c *UnsafeReRLock) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	c.adds++
}

// Value returns the sum.
func (c *UnsafeReRLock) Value() int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.sum
}

// Report writes a line with the number of Adds, and one with the sum.
func (c *UnsafeReRLock) Report(w io.Writer) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if _, err := fmt.Fprintln(w, "adds:", c.adds); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "sum:", c.Value())
	return err
}

// UnsafeOnceSelf is a counter that starts from a number which is loaded when it is first used.
//
// What goes wrong: every method makes sure that the number is loaded, and the loading uses a
// method, Add, which makes sure that the number is loaded. A sync.Once holds a lock while its
// function runs, so that all others wait until it has returned; the function waits with them. The
// documentation of Once says so in one sentence, and nothing in the code looks like a lock.
//
// Who notices: the runtime, if all other goroutines sleep too. A checker of sync.Mutex does not see
// the one inside of Once.
type UnsafeOnceSelf struct {
	load func() int64
	once sync.Once
	mu   sync.Mutex
	sum  int64
}

// NewUnsafeOnceSelf returns a counter that starts from what load returns.
func NewUnsafeOnceSelf(load func() int64) *UnsafeOnceSelf { return &UnsafeOnceSelf{load: load} }

func (c *UnsafeOnceSelf) start() {
	c.once.Do(func() { c.Add(c.load()) })
}

// Add adds delta to the sum.
func (c *UnsafeOnceSelf) Add(delta int64) {
	c.start()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
}

// Value returns the sum.
func (c *UnsafeOnceSelf) Value() int64 {
	c.start()
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// UnsafeUpgrade keeps what load returns, so that it is loaded only once for a key.
//
// What goes wrong: Get looks under a read lock, and where it finds nothing takes the write lock to keep what it loads.
// A write lock waits until all readers have left, and the caller is one of them. There is no upgrade: of two that
// wait to be upgraded, neither would ever leave.
//
// Who notices: the runtime, if all other goroutines sleep too; a checker of recursive locking. As long as every key
// is found, nobody.
type UnsafeUpgrade struct {
	load func(key int64) int64
	mu   sync.RWMutex
	kept map[int64]int64
}

// NewUnsafeUpgrade returns a cache that keeps nothing yet.
func NewUnsafeUpgrade(load func(key int64) int64) *UnsafeUpgrade {
	return &UnsafeUpgrade{load: load, kept: map[int64]int64{}}
}

// Get returns what load returns for the key.
func (c *UnsafeUpgrade) Get(key int64) int64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if value, ok := c.kept[key]; ok {
		return value
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept[key] = c.load(key)
	return c.kept[key]
}

// UnsafeBooking is the seats of a theatre.
//
// What goes wrong: Book has two ends, and only one of them unlocks. The first who asks for a seat that is taken leaves
// with the lock; the next who asks for any waits for ever. If a goroutine that serves one request does that, and then
// ends, nobody is left who could unlock: the dump of a program that hangs shows who waits, and not for whom.
//
// Who notices: the runtime, if all other goroutines sleep too. A checker of recursive locking, if it is the same
// goroutine that comes back; if that has ended, only one that asks which goroutines are left.
type UnsafeBooking struct {
	mu    sync.Mutex
	taken map[int]bool
}

// NewUnsafeBooking returns a theatre with no seat taken.
func NewUnsafeBooking() *UnsafeBooking { return &UnsafeBooking{taken: map[int]bool{}} }

// Book takes a seat, and says whether it was free.
func (b *UnsafeBooking) Book(seat int) bool {
	b.mu.Lock()
	if b.taken[seat] {
		return false
	}
	b.taken[seat] = true
	b.mu.Unlock()
	return true
}
