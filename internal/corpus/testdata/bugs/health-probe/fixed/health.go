package health

import "time"

// A Monitor looks at a container from time to time.
type Monitor struct {
	stop    chan struct{}
	stopped chan struct{}
	Healthy int
}

// Start starts to probe.
func Start(probe func() bool, interval time.Duration) *Monitor {
	m := &Monitor{stop: make(chan struct{}), stopped: make(chan struct{})}
	go m.run(probe, interval)
	return m
}

func (m *Monitor) run(probe func() bool, interval time.Duration) {
	defer close(m.stopped)
	for {
		select {
		case <-m.stop:
			return
		case <-time.After(interval):
			results := make(chan bool, 1)
			go func() { results <- probe() }()
			select {
			case <-m.stop:
				return
			case ok := <-results:
				if ok {
					m.Healthy++
				}
			case <-time.After(2 * interval):
			}
		}
	}
}

// Stop ends it.
func (m *Monitor) Stop() {
	close(m.stop)
	<-m.stopped
}
