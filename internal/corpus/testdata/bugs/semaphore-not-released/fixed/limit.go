package limit

import (
	"errors"
	"sync/atomic"
)

// ErrDraining says that no more work is taken.
var ErrDraining = errors.New("limit: draining")

// A Gate lets a few through at a time.
type Gate struct {
	places   chan struct{}
	draining atomic.Bool
	served   atomic.Int32
}

// New returns a gate with n places.
func New(n int) *Gate { return &Gate{places: make(chan struct{}, n)} }

// Do does something in one of the places.
func (g *Gate) Do(f func()) error {
	g.places <- struct{}{}
	defer func() { <-g.places }()
	if g.draining.Load() {
		return ErrDraining
	}
	f()
	g.served.Add(1)
	return nil
}

// Drain refuses what comes, and waits for what is under way.
func (g *Gate) Drain() int {
	g.draining.Store(true)
	for range cap(g.places) {
		g.places <- struct{}{}
	}
	defer func() {
		for range cap(g.places) {
			<-g.places
		}
	}()
	return int(g.served.Load())
}
