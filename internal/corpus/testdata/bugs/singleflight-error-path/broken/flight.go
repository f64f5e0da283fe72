package flight

import (
	"errors"
	"sync"
)

// ErrBusy says that the origin had no time.
var ErrBusy = errors.New("flight: the origin is busy")

type call struct {
	done  chan struct{}
	value string
	err   error
}

// A Group makes one call of those that are asked for at the same time.
type Group struct {
	mu    sync.Mutex
	calls map[string]*call
}

// Do returns what fetch does, or what that of somebody else does who was first.
func (g *Group) Do(key string, fetch func() (string, error)) (string, error) {
	g.mu.Lock()
	if c := g.calls[key]; c != nil {
		g.mu.Unlock()
		<-c.done
		return c.value, c.err
	}
	c := &call{done: make(chan struct{})}
	if g.calls == nil {
		g.calls = make(map[string]*call)
	}
	g.calls[key] = c
	g.mu.Unlock()

	c.value, c.err = fetch()
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.calls, key)
	if c.err != nil {
		return "", c.err
	}
	close(c.done)
	return c.value, nil
}
