package dispatch

import "sync"

// A Dispatcher hands jobs to a worker, and remembers which are not done.
type Dispatcher struct {
	mu      sync.Mutex
	pending map[int]bool
	jobs    chan int
	stopped chan struct{}
}

// New starts the worker.
func New() *Dispatcher {
	d := &Dispatcher{
		pending: make(map[int]bool),
		jobs:    make(chan int),
		stopped: make(chan struct{}),
	}
	go d.work()
	return d
}

func (d *Dispatcher) work() {
	defer close(d.stopped)
	for id := range d.jobs {
		d.mu.Lock()
		delete(d.pending, id)
		d.mu.Unlock()
	}
}

// Submit queues a job.
func (d *Dispatcher) Submit(id int) {
	d.mu.Lock()
	d.pending[id] = true
	d.mu.Unlock()
	d.jobs <- id
}

// Close waits until all jobs are done, and says how many are not.
func (d *Dispatcher) Close() int {
	close(d.jobs)
	<-d.stopped
	return len(d.pending)
}
