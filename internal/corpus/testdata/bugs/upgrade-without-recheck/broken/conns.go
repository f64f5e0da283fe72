package conns

import "sync"

// A Conn is a connection to a host.
type Conn struct{ host string }

// A Pool has one connection a host.
type Pool struct {
	mu    sync.RWMutex
	conns map[string]*Conn
}

// NewPool returns an empty pool.
func NewPool() *Pool {
	return &Pool{conns: make(map[string]*Conn)}
}

// Get returns the connection to a host, and makes one if there is none.
func (p *Pool) Get(host string) *Conn {
	p.mu.RLock()
	c := p.conns[host]
	p.mu.RUnlock()
	if c != nil {
		return c
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	c = &Conn{host}
	p.conns[host] = c
	return c
}
