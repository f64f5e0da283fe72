package deadlock

import (
	"fmt"
	"io"
	"sync"
)

// Counter is the counter that cannot wait for itself: [UnsafeRelock] and [UnsafeCallback] with two
// rules kept. Public methods lock, and none of them calls another; what they have in common is a
// private method that expects the lock held. And nobody else's function is called with it held.
//
// OnAdd is called after the unlock. So it may use the counter, and it may come late: calls of
// concurrent Adds overlap, and the sums they bring can arrive out of order. That is the price.
//
// An operation happens before every later one. The zero value is a counter at 0 that tells nobody.
// A Counter must not be copied after first use, nor OnAdd be changed.
type Counter struct {
	OnAdd func(sum int64) // called after each Add, by its goroutine, unless nil

	mu  sync.Mutex
	sum int64
}

// Add adds delta to the sum and calls OnAdd with it.
func (c *Counter) Add(delta int64) {
	sum := c.add(delta)
	if c.OnAdd != nil {
		c.OnAdd(sum)
	}
}

func (c *Counter) add(delta int64) (sum int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	return c.sum
}

// Value returns the sum.
func (c *Counter) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.value()
}

// Reset sets the sum to 0 and returns what it was.
func (c *Counter) Reset() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := c.value()
	c.sum = 0
	return sum
}

// value expects the lock held.
func (c *Counter) value() int64 { return c.sum }

// RWCounter is [UnsafeReRLock] with a report that reads once: all that it needs under one read lock,
// and writes without. One read lock is also what makes the two numbers those of one moment.
//
// An Add happens before every later operation, and every operation before a later Add. The zero value
// is a counter at 0. An RWCounter must not be copied after first use.
type RWCounter struct {
	mu        sync.RWMutex
	sum, adds int64
}

// Add adds delta to the sum.
func (c *RWCounter) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	c.adds++
}

// Value returns the sum.
func (c *RWCounter) Value() int64 {
	sum, _ := c.read()
	return sum
}

// Report writes a line with the number of Adds, and one with the sum.
func (c *RWCounter) Report(w io.Writer) error {
	sum, adds := c.read()
	if _, err := fmt.Fprintln(w, "adds:", adds); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "sum:", sum)
	return err
}

func (c *RWCounter) read() (sum, adds int64) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.sum, c.adds
}

// Lazy is [UnsafeOnceSelf] with a start that uses nothing that starts: add is Add without the Once.
//
// The loading, and every operation, happens before every later operation. The zero value has nothing
// to load: use [NewLazy]. A Lazy must not be copied after first use.
type Lazy struct {
	load func() int64
	once sync.Once
	mu   sync.Mutex
	sum  int64
}

// NewLazy returns a counter that starts from what load returns. load is called once, by the first
// operation, while all others wait for it. It must not use the counter.
func NewLazy(load func() int64) *Lazy { return &Lazy{load: load} }

func (c *Lazy) start() {
	c.once.Do(func() { c.add(c.load()) })
}

func (c *Lazy) add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
}

// Add adds delta to the sum.
func (c *Lazy) Add(delta int64) {
	c.start()
	c.add(delta)
}

// Value returns the sum.
func (c *Lazy) Value() int64 {
	c.start()
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// Feed is [UnsafeSendLocked] with the send after the unlock. Add still waits for a receiver, but
// nobody waits for Add: the Value can be asked for by anybody, the receiver too.
//
// As with the OnAdd of [Counter], the sums of concurrent Adds can arrive out of order.
//
// An operation happens before every later one, and an Add happens before the receive of its sum. The
// zero value has nowhere to send: use [NewFeed]. A Feed must not be copied after first use.
type Feed struct {
	updates chan<- int64
	mu      sync.Mutex
	sum     int64
}

// NewFeed returns a counter that sends every new sum to updates.
func NewFeed(updates chan<- int64) *Feed { return &Feed{updates: updates} }

// Add adds delta to the sum, and sends it. It waits for updates to take it.
func (c *Feed) Add(delta int64) {
	c.updates <- c.add(delta)
}

func (c *Feed) add(delta int64) (sum int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
	return c.sum
}

// Value returns the sum.
func (c *Feed) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}
