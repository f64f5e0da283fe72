package fifo

import "sync"

// A Store has objects.
type Store struct {
	lock  sync.RWMutex
	items map[string]int
	queue *Queue
}

// A Queue has the keys of objects that have changed.
type Queue struct {
	lock  sync.Mutex
	cond  sync.Cond
	keys  []string
	store *Store
	Lost  int
}

// New returns a store with its queue.
func New() (*Store, *Queue) {
	s := &Store{items: make(map[string]int)}
	q := &Queue{store: s}
	q.cond.L = &q.lock
	s.queue = q
	return s, q
}

// Update sets an object.
func (s *Store) Update(key string, value int) {
	s.lock.Lock()
	s.items[key] = value
	s.queue.add(key)
	s.lock.Unlock()
}

// Get returns an object.
func (s *Store) Get(key string) (int, bool) {
	s.lock.RLock()
	defer s.lock.RUnlock()
	v, ok := s.items[key]
	return v, ok
}

func (q *Queue) add(key string) {
	q.lock.Lock()
	defer q.lock.Unlock()
	q.keys = append(q.keys, key)
	q.cond.Broadcast()
}

// Pop waits for an object that has changed.
func (q *Queue) Pop() int {
	q.lock.Lock()
	defer q.lock.Unlock()
	for {
		for len(q.keys) == 0 {
			q.cond.Wait()
		}
		key := q.keys[0]
		q.keys = q.keys[1:]
		if v, ok := q.store.Get(key); ok {
			return v
		}
		q.Lost++
	}
}
