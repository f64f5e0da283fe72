package agent

import (
	"sync"
	"time"
)

type sink interface{ put(string) }

type list struct {
	sync.Mutex
	lines []string
}

func (l *list) put(s string) {
	l.Lock()
	defer l.Unlock()
	l.lines = append(l.lines, s)
}

// An Agent passes lines on to a sink.
type Agent struct {
	in   chan string
	out  sink
	quit chan struct{}
	wg   sync.WaitGroup
}

// Start starts an agent.
func Start(s sink) *Agent {
	a := &Agent{in: make(chan string, 4), quit: make(chan struct{})}
	a.out = s
	a.wg.Add(2)
	go a.forward()
	go a.beat()
	return a
}

func (a *Agent) forward() {
	defer a.wg.Done()
	for line := range a.in {
		a.out.put(line)
	}
}

func (a *Agent) beat() {
	defer a.wg.Done()
	for {
		select {
		case <-time.After(time.Minute):
			a.out.put("alive")
		case <-a.quit:
			return
		}
	}
}

// Close waits for the end.
func (a *Agent) Close() {
	close(a.quit)
	close(a.in)
	a.wg.Wait()
}
