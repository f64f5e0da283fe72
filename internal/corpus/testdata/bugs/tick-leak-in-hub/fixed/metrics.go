package metrics

import (
	"sync"
	"time"
)

// A Client reports to a server.
type Client struct {
	mu   sync.Mutex
	sent map[string]int
	quit chan struct{}
}

// Connect connects, and reports at every tick from then on.
func Connect() *Client {
	c := &Client{sent: make(map[string]int), quit: make(chan struct{})}
	go c.loop()
	return c
}

func (c *Client) loop() {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-c.quit:
			return
		}
		c.mu.Lock()
		c.sent["load"]++
		c.mu.Unlock()
	}
}

// Reconnect begins anew.
func (c *Client) Reconnect() *Client {
	close(c.quit)
	return Connect()
}
