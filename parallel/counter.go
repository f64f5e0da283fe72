package parallel

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
)

// Counter is [UnsafeGIL] with the lock where it belongs: over all of n += delta, from the load to
// the store. It is the same lock, and it is taken once in place of three times.
//
// An Add or Value happens before every Add or Value that gets the lock after it. The zero value is a
// counter at 0. A Counter must not be copied after first use.
type Counter struct {
	gil sync.Mutex
	n   int64
}

// Add adds delta to the sum. It blocks while another goroutine holds the lock.
func (c *Counter) Add(delta int64) {
	c.gil.Lock()
	defer c.gil.Unlock()
	top := c.n   // LOAD n
	top += delta // ADD delta
	c.n = top    // STORE n
}

// Value returns the sum of all Adds that got the lock before it.
func (c *Counter) Value() int64 {
	c.gil.Lock()
	defer c.gil.Unlock()
	return c.n
}

// PerProcess is a counter for a program that runs as several processes, which have no memory in
// common. Each counts for itself; a worker says at its end what it counted, and the process that
// started it adds that to its own. It is [UnsafePerProcess] with the message that was missing.
//
// Within a process it orders what [Counter] orders. What a worker Reports happens before the return
// of the Gather that ran it, as far as one may say so of two processes. The zero value is a counter
// at 0. A PerProcess must not be copied after first use.
type PerProcess struct {
	Counter
}

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
