package pool

import (
	"context"
	"sync"
)

// A Conn is a connection.
type Conn struct{ id int }

// A Pool has a few connections.
type Pool struct {
	mu      sync.Mutex
	free    []*Conn
	waiting []chan *Conn
	InUse   int
}

// New returns a pool of n.
func New(n int) *Pool {
	p := &Pool{}
	for i := range n {
		p.free = append(p.free, &Conn{i})
	}
	return p
}

// Get waits for a connection.
func (p *Pool) Get(ctx context.Context) (*Conn, error) {
	p.mu.Lock()
	if n := len(p.free); n > 0 {
		c := p.free[n-1]
		p.free = p.free[:n-1]
		p.InUse++
		p.mu.Unlock()
		return c, nil
	}
	request := make(chan *Conn, 1)
	p.waiting = append(p.waiting, request)
	p.mu.Unlock()
	select {
	case c := <-request:
		return c, nil
	case <-ctx.Done():
		p.mu.Lock()
		for i, w := range p.waiting {
			if w == request {
				p.waiting = append(p.waiting[:i], p.waiting[i+1:]...)
				break
			}
		}
		p.mu.Unlock()
		select {
		case c := <-request:
			p.Put(c)
		default:
		}
		return nil, ctx.Err()
	}
}

// Put gives it back.
func (p *Pool) Put(c *Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) > 0 {
		p.waiting[0] <- c
		p.waiting = p.waiting[1:]
		return
	}
	p.free = append(p.free, c)
	p.InUse--
}
