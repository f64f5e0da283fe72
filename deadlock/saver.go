package deadlock

import "sync"

// Saver is a counter that can be saved while the caller goes on: Save locks, and the goroutine that
// it starts unlocks when it is done. The lock is handed from one to the other. That is allowed: a
// sync.Mutex is not associated with a goroutine, and the very first example of a lock in the Go
// memory model is locked by one and unlocked by another. Meanwhile any operation waits for the save
// to end, the saving goroutine's caller like anybody else.
//
// A lock-order checker that remembers which goroutine called Lock takes that caller for one who
// still holds it, and raises a false alarm.
//
// It is what to do with a state too large to copy; a sum would rather be copied, and written from
// the copy, as [RWCounter] does.
//
// An operation, the write of a save included, happens before every later one. The zero value is a
// counter at 0. A Saver must not be copied after first use.
type Saver struct {
	mu  sync.Mutex // while a save runs: the saving goroutine's
	sum int64
}

// Add adds delta to the sum. It waits for a save to end.
func (c *Saver) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sum += delta
}

// Value returns the sum. It waits for a save to end.
func (c *Saver) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sum
}

// Save has write save the sum on a goroutine of its own, and returns at once, unless another save
// runs. write must not use the counter, which stands still for it, and must return.
func (c *Saver) Save(write func(sum int64)) {
	c.mu.Lock()
	go func() {
		defer c.mu.Unlock() // what Save locked
		write(c.sum)
	}()
}
