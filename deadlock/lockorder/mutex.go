package lockorder

import "sync"

// A Mutex is a sync.Mutex that is watched: it has the same methods, and they do the same.
type Mutex struct {
	mu   sync.Mutex
	lock lock
}

// Lock locks m. If m is locked already, it waits until m is unlocked. What is to be reported of that is reported before
// it waits.
func (m *Mutex) Lock() {
	g, p := current(), here()
	if !m.mu.TryLock() {
		g.wait(&m.lock, locking, p, &m.mu)
	} else if len(g.holds) > 0 {
		g.want(&m.lock, locking, p)
	}
	g.push(&m.lock, locking, p)
}

// TryLock tries to lock m and reports whether it succeeded. It does not wait, so it is never reported.
func (m *Mutex) TryLock() bool {
	if !m.mu.TryLock() {
		return false
	}
	g, p := current(), here()
	g.tidy()
	g.push(&m.lock, locking, p)
	return true
}

// Unlock unlocks m. Any goroutine may do that. It is a fatal error if m is not locked.
func (m *Mutex) Unlock() {
	current().release(&m.lock, locking)
	m.mu.Unlock()
}
