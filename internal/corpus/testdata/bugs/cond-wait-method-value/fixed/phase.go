package phase

import (
	"sync"
	"sync/atomic"
)

// A Replica serves once it has caught up.
type Replica struct {
	mu       sync.Mutex
	changed  sync.Cond
	caughtUp atomic.Bool
}

// New returns a replica that is behind.
func New() *Replica {
	r := new(Replica)
	r.changed.L = &r.mu
	return r
}

// until waits until something is the case.
func until(is func() bool, wait func()) {
	for !is() {
		wait()
	}
}

// CatchUp says that the replica has all that there is.
func (r *Replica) CatchUp() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.caughtUp.Store(true)
	r.changed.Broadcast()
}

// Serve waits until the replica may be asked, and answers.
func (r *Replica) Serve() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	until(r.caughtUp.Load, r.changed.Wait)
	return "ok"
}
