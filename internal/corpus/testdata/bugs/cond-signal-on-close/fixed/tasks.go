package tasks

import "sync"

// A List is worked on by several workers.
type List struct {
	mu     sync.Mutex
	change *sync.Cond
	tasks  []func()
	closed bool
}

// New returns a list without tasks.
func New() *List {
	l := new(List)
	l.change = sync.NewCond(&l.mu)
	return l
}

// Add wakes a worker for a task.
func (l *List) Add(task func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tasks = append(l.tasks, task)
	l.change.Signal()
}

// Close sends the workers home once all is done.
func (l *List) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.change.Broadcast()
}

// Work does tasks until the list is closed.
func (l *List) Work() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		for len(l.tasks) == 0 && !l.closed {
			l.change.Wait()
		}
		if len(l.tasks) == 0 {
			return
		}
		task := l.tasks[0]
		l.tasks = l.tasks[1:]
		l.mu.Unlock()
		task()
		l.mu.Lock()
	}
}
