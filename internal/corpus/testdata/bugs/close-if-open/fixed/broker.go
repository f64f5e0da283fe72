package broker

import "sync"

// A Broker passes messages on until one side hangs up.
type Broker struct {
	in, out chan int
	done    chan struct{}
	once    sync.Once
	wg      sync.WaitGroup
	passed  int
	mu      sync.Mutex
}

// New returns a Broker with n who pass on.
func New(n int) *Broker {
	b := &Broker{in: make(chan int), out: make(chan int, 8), done: make(chan struct{})}
	for range n {
		b.wg.Add(1)
		go b.pass()
	}
	return b
}

func (b *Broker) hangUp() {
	b.once.Do(func() { close(b.done) })
}

func (b *Broker) pass() {
	defer b.wg.Done()
	defer b.hangUp()
	for {
		select {
		case v, ok := <-b.in:
			if !ok {
				return
			}
			b.mu.Lock()
			b.passed++
			b.mu.Unlock()
			b.out <- v
		case <-b.done:
			return
		}
	}
}
