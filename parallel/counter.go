package parallel

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"sync/atomic"
)

// Counter is [UnsafeGIL] with a lock of the program's own: over all of n += delta, from before the LOAD to after the
// STORE. The global lock still comes and goes between any two of its instructions, and it doesn't matter any more.
//
// An Add happens before every Add that gets the lock after it, and before a Value that sees it. It blocks while another
// is between its LOCK and its UNLOCK. Both are O(1). The zero value is a counter at 0. A Counter must not be copied after first use.
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

// PerProcess is a counter for a program that runs as several processes, which have no memory in
// common. Each counts for itself; a worker says at its end what it counted, and the process that
// started it adds that to its own. It is [UnsafePerProcess] with the message that was missing.
//
// Within a process an Add happens before the Adds and Values that see it. What a worker Reports happens before the return
// of the Gather that ran it, as far as one may say so of two processes. The zero value is a counter
// at 0. A PerProcess must not be copied after first use.
type PerProcess struct {
	n atomic.Int64
}

// Add adds delta to this process's sum.
func (c *PerProcess) Add(delta int64) { c.n.Add(delta) }

// Value returns this process's sum.
func (c *PerProcess) Value() int64 { return c.n.Load() }

// Report writes the sum to w. It is the last thing that a worker does, with its standard output,
// to which it must have written nothing else.
func (c *PerProcess) Report(w io.Writer) error {
	_, err := fmt.Fprintln(w, c.Value())
	return err
}

// Gather runs the workers, all at once, waits for them to end, and adds what each of them Reports.
// Their standard output must not be set. The error tells of each worker that failed or reported
// nothing; its count is not in the sum, and the others' are.
func (c *PerProcess) Gather(workers ...*exec.Cmd) error {
	errs := make([]error, len(workers))
	var wg sync.WaitGroup
	for i, worker := range workers {
		wg.Go(func() {
			n, err := reported(worker)
			if err != nil {
				errs[i] = fmt.Errorf("parallel: worker %d is not counted: %w", i, err)
				return
			}
			c.Add(n)
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// reported runs the worker and returns what it Reports.
func reported(worker *exec.Cmd) (n int64, err error) {
	said, err := worker.Output()
	if err != nil {
		return 0, err
	}
	if _, err := fmt.Sscanf(string(said), "%d\n", &n); err != nil {
		return 0, fmt.Errorf("it should Report its sum alone, and wrote %.100q: %w", said, err)
	}
	return n, nil
}
