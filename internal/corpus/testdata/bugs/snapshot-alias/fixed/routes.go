package routes

import "sync"

// A Table says which backend has which route.
type Table struct {
	mu     sync.RWMutex
	routes map[string]string
}

// Set sets a route.
func (t *Table) Set(route, backend string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.routes == nil {
		t.routes = make(map[string]string)
	}
	t.routes[route] = backend
}

// Snapshot returns all routes.
func (t *Table) Snapshot() map[string]string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	routes := make(map[string]string)
	for route, backend := range t.routes {
		routes[route] = backend
	}
	return routes
}

// Clear drops all routes.
func (t *Table) Clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.routes = nil
}
