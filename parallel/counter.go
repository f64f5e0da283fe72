package parallel

import (
	"context"
	"sync/atomic"
)

// Counter is [UnsafeGIL] with a lock of the program's own: over all of n += delta, from before the LOAD to after the
// STORE. The global lock still comes and goes between any two of its instructions, and it doesn't matter any more.
//
// An Add happens before every Add that gets the lock after it, and before a Value that sees it. It blocks while another
// is between its LOCK and its UNLOCK. Both are O(1). The zero value is a counter at 0. A Counter must not be copied
// after first use.
type Counter struct {
	machine Machine
}

// Add executes n += delta, from its first instruction to its last.
func (c *Counter) Add(delta int64) { c.Statement(delta).Run() }

// Value returns what n holds.
func (c *Counter) Value() int64 { return c.machine.Variable('n') }

// Statement returns n += delta as a thread has it that is about to execute it.
func (c *Counter) Statement(delta int64) *Thread {
	return c.machine.Thread(Program{
		{LOCK, 'm'},
		{LOAD, 'n'},
		{ADD, delta},
		{STORE, 'n'},
		{UNLOCK, 'm'},
	})
}

// PerProcess is a counter for work that is done by processes, which have no memory in common. Each counts for itself
// and returns what it has counted; here that is added up. It is [UnsafePerProcess] with the message that was missing.
//
// Within a process an Add happens before the Adds and Values that see it. What a worker counts happens before the return
// of the Gather that it counts for, as far as one may say so of two processes. The zero value is a counter at 0. A
// PerProcess must not be copied after first use.
type PerProcess struct {
	n atomic.Int64
}

// Add adds delta to this process's sum.
func (c *PerProcess) Add(delta int64) { c.n.Add(delta) }

// Value returns this process's sum.
func (c *PerProcess) Value() int64 { return c.n.Load() }

// Gather has workers count, each its share, and adds what they return. With an error it adds nothing. It is [Map], and
// blocks as long as that does.
func (c *PerProcess) Gather(ctx context.Context, workers Workers, count func(ctx context.Context, share int) (int64, error), shares []int) error {
	counted, err := Map(ctx, workers, count, shares)
	for _, n := range counted {
		c.Add(n)
	}
	return err
}
