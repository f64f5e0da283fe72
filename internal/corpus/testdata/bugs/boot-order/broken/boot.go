package boot

import (
	"sync"
	"time"
)

// A Machine starts services side by side. Metrics come into being with the store.
type Machine struct {
	mu      sync.Mutex
	metrics map[string]int
	store   chan struct{}
}

// New returns a machine on which nothing runs.
func New() *Machine { return &Machine{store: make(chan struct{})} }

func (m *Machine) startStore() {
	m.mu.Lock()
	m.metrics = make(map[string]int)
	m.mu.Unlock()
	close(m.store)
}

func (m *Machine) startWeb() {
	time.Sleep(time.Millisecond) // it reads its templates
	m.mu.Lock()
	defer m.mu.Unlock()
	m.metrics["requests"] = 0
}

// Boot starts all.
func (m *Machine) Boot() {
	var wg sync.WaitGroup
	for _, start := range map[string]func(){"store": m.startStore, "web": m.startWeb} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			start()
		}()
	}
	wg.Wait()
}
