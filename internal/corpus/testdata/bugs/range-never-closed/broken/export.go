package export

import (
	"errors"
	"sync/atomic"
)

// ErrStopped says that an export was stopped.
var ErrStopped = errors.New("export: stopped")

// An Export writes rows until it is stopped.
type Export struct {
	stopped atomic.Bool
}

// Stop stops the export.
func (e *Export) Stop() { e.stopped.Store(true) }

// Run says how many rows it has written.
func (e *Export) Run(rows []string) (written int, err error) {
	out := make(chan string)
	go func() {
		for _, row := range rows {
			if e.stopped.Load() {
				err = ErrStopped
				return
			}
			out <- row
		}
		close(out)
	}()
	for range out {
		written++
	}
	return written, err
}
