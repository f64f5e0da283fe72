package gate

import "sync"

// A Gate holds up whoever comes, until it is opened.
type Gate struct {
	mu     sync.Mutex
	opened *sync.Cond
	isOpen bool
}

// New returns a closed gate.
func New() *Gate {
	g := new(Gate)
	g.opened = sync.NewCond(&g.mu)
	return g
}

// Open lets all go on that wait.
func (g *Gate) Open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.isOpen = true
	g.opened.Broadcast()
}

// Pass waits for the gate to be open.
func (g *Gate) Pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.opened.Wait()
}
