package member

import (
	"sync"
	"time"
)

// A Cluster knows who is alive.
type Cluster struct {
	sync.RWMutex
	alive map[string]bool
}

func (c *Cluster) set(name string, alive bool) {
	c.Lock()
	defer c.Unlock()
	if c.alive == nil {
		c.alive = make(map[string]bool)
	}
	c.alive[name] = alive
}

// Alive says whether a member is alive.
func (c *Cluster) Alive(name string) bool {
	c.RLock()
	defer c.RUnlock()
	return c.alive[name]
}

// Join has a member send up to n heartbeats until it leaves.
func (c *Cluster) Join(name string, n int, interval time.Duration) (leave func()) {
	quit, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(interval)
		defer ticker.Stop()
		for range n {
			select {
			case <-ticker.C:
				c.set(name, true)
			case <-quit:
				return
			}
		}
	}()
	return func() {
		close(quit)
		<-ended
		c.set(name, false)
	}
}
