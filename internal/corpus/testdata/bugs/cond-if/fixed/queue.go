package queue

import "sync"

// A Queue has its readers wait for what is put into it.
type Queue struct {
	mu    sync.Mutex
	some  *sync.Cond
	items []string
}

// New returns an empty queue.
func New() *Queue {
	q := new(Queue)
	q.some = sync.NewCond(&q.mu)
	return q
}

// Put adds an item.
func (q *Queue) Put(item string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, item)
	q.some.Broadcast()
}

// Get takes the oldest item. It waits for one.
func (q *Queue) Get() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.some.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	return item
}
