package gossip

import "sync"

// A Gossip knows nodes and what they say.
type Gossip struct {
	mu    sync.RWMutex
	infos map[string]int
	nodes map[int]string
}

// New returns a Gossip.
func New() *Gossip {
	return &Gossip{infos: make(map[string]int), nodes: map[int]string{0: "n0", 1: "n1", 2: "n2"}}
}

// Add adds what a node says.
func (g *Gossip) Add(key string, value int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.infos[key] = value
}

// Info returns what a node says.
func (g *Gossip) Info(key string) int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.infos[key]
}

func (g *Gossip) info(key string) int { return g.infos[key] }

// Address returns what is said of a node.
func (g *Gossip) Address(id int) int {
	g.mu.RLock()
	defer g.mu.RUnlock()
	name, ok := g.nodes[id]
	if !ok {
		return -1
	}
	return g.Info(name)
}

// MaxInfo returns the greatest of all.
func (g *Gossip) MaxInfo() (most int) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	for _, n := range g.infos {
		most = max(most, n)
	}
	return most
}
