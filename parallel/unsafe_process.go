package parallel

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
)

// UnsafePerProcess is a counter for work that is done by processes, a correct one in each.
//
// What goes wrong: a variable belongs to a process. The workers run the same program, call the same Add on the variable
// of the same name, and each counts what it did itself; then it ends, and its memory with it. The one that started them
// reads its own, in which there is nothing. With goroutines the same call is right.
//
// Who notices: nobody but an assertion on the sum, and that each time. Every tool looks at one process, and in each of
// them all is well.
type UnsafePerProcess struct {
	n atomic.Int64
}

// Add adds delta to this process's sum.
func (c *UnsafePerProcess) Add(delta int64) { c.n.Add(delta) }

// Value returns this process's sum.
func (c *UnsafePerProcess) Value() int64 { return c.n.Load() }

// Each has workers count, each its share.
func (c *UnsafePerProcess) Each(ctx context.Context, workers Workers, count func(ctx context.Context, share int) (struct{}, error), shares []int) error {
	_, err := Map(ctx, workers, count, shares)
	return err
}

// UnsafeSent is a counter under a lock, which goes to the workers as an item.
//
// What goes wrong: the items are pointers to the one counter, and with goroutines the same call is right. To a process a
// pointer is sent as a copy of what it points to, N, and the lock is not sent at all: each worker has a lock of its own, on
// a counter of its own, and drops both.
//
// Who notices: nobody but an assertion on the sum, and that each time. go vet speaks of copies of a lock that are made by
// the language, and not of those that are made by a package.
type UnsafeSent struct {
	mu sync.Mutex
	N  int64
}

// Add adds delta to this copy's sum.
func (c *UnsafeSent) Add(delta int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.N += delta
}

// Value returns this copy's sum.
func (c *UnsafeSent) Value() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.N
}

// UnsafeShared is a plain variable in memory that this process and the workers of [Processes] have in common.
//
// What goes wrong: what goes wrong with goroutines. Process A loads 5; process B loads 5, adds 1 and stores 6; A adds 1 to
// its 5 and stores 6. To share memory is to share its races.
//
// Who notices: nobody but an assertion on the sum, when it is lucky. The race detector looks at the goroutines of one
// process, and of its memory at what Go has allocated; it is silent even if two goroutines of one process do this.
type UnsafeShared struct {
	word sharedWord
}

// NewUnsafeShared returns a counter at 0. The error is as that of [NewSharedCounter].
func NewUnsafeShared() (*UnsafeShared, error) {
	c := new(UnsafeShared)
	if err := c.word.make(); err != nil {
		return nil, fmt.Errorf("parallel: NewUnsafeShared: %w", err)
	}
	return c, nil
}

// Add adds delta to the sum, or loses it.
func (c *UnsafeShared) Add(delta int64) {
	n := c.Load()
	n += delta
	c.Store(n)
}

// Load is the first step of an Add.
func (c *UnsafeShared) Load() int64 { return c.word.in("UnsafeShared", "Load").UnsafeLoad() }

// Store is the last step of an Add.
func (c *UnsafeShared) Store(n int64) { c.word.in("UnsafeShared", "Store").UnsafeStore(n) }

// Value returns what the variable holds.
func (c *UnsafeShared) Value() int64 { return c.Load() }

// Close gives the memory back, as that of a [SharedCounter] does.
func (c *UnsafeShared) Close() error { return c.word.close("UnsafeShared") }

// GobEncode makes of a counter what is sent to a worker.
func (c *UnsafeShared) GobEncode() ([]byte, error) { return c.word.encode("UnsafeShared") }

// GobDecode makes of c the counter that was encoded.
func (c *UnsafeShared) GobDecode(name []byte) error { return c.word.decode("UnsafeShared", name) }
