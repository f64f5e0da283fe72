package rounds

import (
	"sync"
	"sync/atomic"
)

// A Trainer runs rounds, each of them side by side.
type Trainer struct {
	round  sync.WaitGroup
	seen   sync.WaitGroup
	epochs atomic.Int32
}

// Round starts a round of n steps. The one before it must have ended.
func (t *Trainer) Round(n int) {
	t.round.Add(n)
	for range n {
		go func() {
			defer t.round.Done()
			t.epochs.Add(1)
		}()
	}
}

// Report calls f with the number of steps when the round has ended.
func (t *Trainer) Report(f func(steps int32)) {
	t.seen.Add(1)
	go func() {
		defer t.seen.Done()
		t.round.Wait()
		f(t.epochs.Load())
	}()
}

// Next waits for the end of the round, and of what reports it.
func (t *Trainer) Next() {
	t.round.Wait()
}
