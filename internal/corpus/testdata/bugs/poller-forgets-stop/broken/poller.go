package poller

import (
	"sync"
	"time"
)

// A Poller sends the values of a source to a subscriber.
type Poller struct {
	values chan int
	quit   chan struct{}
	once   sync.Once
}

// Poll starts to poll n times. It calls got with each value.
func Poll(n int, interval time.Duration, source func() int, got func(int)) *Poller {
	p := &Poller{values: make(chan int), quit: make(chan struct{})}
	go p.run(n, interval, source)
	go func() {
		for v := range p.values {
			got(v)
		}
	}()
	return p
}

func (p *Poller) run(n int, interval time.Duration, source func() int) {
	defer p.Stop()
	for range n {
		select {
		case <-time.After(interval):
		case <-p.quit:
			return
		}
		select {
		case p.values <- source():
		case <-p.quit:
			return
		}
	}
}

// Stop ends polling.
func (p *Poller) Stop() { p.once.Do(func() { close(p.quit) }) }
