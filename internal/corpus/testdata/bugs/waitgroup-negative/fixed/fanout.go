package fanout

import (
	"sync"
	"sync/atomic"
)

// A Call asks a peer, and may be cancelled.
type Call struct {
	wg      sync.WaitGroup
	settled atomic.Bool
	late    atomic.Int32
	answer  string
}

// Ask asks a peer in the background.
func (c *Call) Ask(peer func() string) {
	c.wg.Add(1)
	go func() {
		defer c.wg.Done()
		answer := peer()
		if !c.settled.CompareAndSwap(false, true) {
			c.late.Add(1)
			return
		}
		c.answer = answer
	}()
}

// Cancel has answers ignored that are not there yet.
func (c *Call) Cancel() {
	c.settled.Store(true)
}

// Answer waits for the peer. A call that was cancelled has no answer.
func (c *Call) Answer() string {
	c.wg.Wait()
	return c.answer
}
