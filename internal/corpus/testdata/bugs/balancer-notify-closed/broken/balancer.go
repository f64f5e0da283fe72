package balancer

import "sync"

// A Balancer knows which addresses are up.
type Balancer struct {
	mu     sync.RWMutex
	up     map[string]bool
	closed bool
	notify chan []string
	stopc  chan struct{}
	donec  chan struct{}
	updc   chan struct{}
}

// New returns a Balancer that tells of changes.
func New(addrs ...string) *Balancer {
	b := &Balancer{
		up:     make(map[string]bool),
		notify: make(chan []string), stopc: make(chan struct{}), donec: make(chan struct{}), updc: make(chan struct{}, 1),
	}
	for _, a := range addrs {
		b.up[a] = false
	}
	go b.updateLoop()
	return b
}

func (b *Balancer) updateLoop() {
	defer close(b.donec)
	for {
		select {
		case <-b.updc:
			b.tell()
		case <-b.stopc:
			return
		}
	}
}

func (b *Balancer) tell() {
	b.mu.RLock()
	var addrs []string
	for a, up := range b.up {
		if up {
			addrs = append(addrs, a)
		}
	}
	b.notify <- addrs
	b.mu.RUnlock()
}

// Up says that an address is up, and returns what says that it is down again.
func (b *Balancer) Up(addr string) (down func()) {
	b.set(addr, true)
	return func() { b.set(addr, false) }
}

func (b *Balancer) set(addr string, up bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.up[addr] = up
	select {
	case b.updc <- struct{}{}:
	default:
	}
}

// Close ends it.
func (b *Balancer) Close() {
	b.mu.Lock()
	if b.closed {
		b.mu.Unlock()
		return
	}
	b.closed = true
	b.mu.Unlock()
	close(b.stopc)
	<-b.donec
}
