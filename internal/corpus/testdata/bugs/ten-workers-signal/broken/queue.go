package queue

import "sync"

// A Queue has items for workers.
type Queue struct {
	cond   *sync.Cond
	items  []int
	closed bool
}

// New returns an empty queue.
func New() *Queue { return &Queue{cond: sync.NewCond(&sync.Mutex{})} }

// Add adds an item.
func (q *Queue) Add(item int) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	q.items = append(q.items, item)
	q.cond.Signal()
}

// Get waits for an item.
func (q *Queue) Get() (item int, ok bool) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.cond.Wait()
	}
	if len(q.items) == 0 {
		return 0, false
	}
	item = q.items[0]
	q.items = q.items[1:]
	return item, true
}

// Close ends the queue.
func (q *Queue) Close() {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	q.closed = true
	q.cond.Signal()
}
