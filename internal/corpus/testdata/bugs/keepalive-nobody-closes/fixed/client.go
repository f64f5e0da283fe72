package client

import (
	"sync"
	"time"
)

// A Client keeps its leases alive.
type Client struct {
	mu     sync.Mutex
	leases map[int]int
	stopc  chan struct{}
	donec  chan struct{}
}

// Dial returns a client.
func Dial() *Client {
	c := &Client{leases: make(map[int]int), stopc: make(chan struct{}), donec: make(chan struct{})}
	go c.keepAliveLoop()
	return c
}

func (c *Client) keepAliveLoop() {
	defer close(c.donec)
	for {
		c.renew()
		select {
		case <-time.After(500 * time.Millisecond):
		case <-c.stopc:
			return
		}
	}
}

func (c *Client) renew() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id := range c.leases {
		c.leases[id] = 10
	}
}

// Grant makes a lease.
func (c *Client) Grant(id int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leases[id] = 5
	return id
}

// Leases says how many there are.
func (c *Client) Leases() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.leases)
}

// Close ends the client.
func (c *Client) Close() {
	close(c.stopc)
	<-c.donec
}
