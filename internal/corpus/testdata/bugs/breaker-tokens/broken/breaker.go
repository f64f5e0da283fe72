package breaker

import "sync/atomic"

// A Breaker has so many requests run, and so many more wait.
type Breaker struct {
	pending chan struct{}
	active  chan struct{}
	Refused atomic.Int32
}

// New returns a breaker.
func New(queue, concurrency int) *Breaker {
	b := &Breaker{pending: make(chan struct{}, queue+concurrency), active: make(chan struct{}, concurrency)}
	for range concurrency {
		b.active <- struct{}{}
	}
	return b
}

// Maybe runs f, unless there are too many.
func (b *Breaker) Maybe(f func() bool) bool {
	select {
	case b.pending <- struct{}{}:
		<-b.active
		if !f() {
			return false
		}
		b.active <- struct{}{}
		<-b.pending
		return true
	default:
		b.Refused.Add(1)
		return false
	}
}
