package consumer

import "sync/atomic"

// A Consumer takes messages until it is told to stop.
type Consumer struct {
	messages chan string
	quit     chan struct{}
	taken    atomic.Int32
}

// Start starts a consumer.
func Start() *Consumer {
	c := &Consumer{messages: make(chan string), quit: make(chan struct{})}
	go c.run()
	return c
}

func (c *Consumer) run() {
	for {
		select {
		case <-c.messages:
			c.taken.Add(1)
		case <-c.quit:
			break
		}
	}
}

// Stop ends the consumer, and says how many messages it took.
func (c *Consumer) Stop() int {
	close(c.quit)
	return int(c.taken.Load())
}
