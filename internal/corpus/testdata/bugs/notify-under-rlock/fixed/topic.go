package topic

import "sync"

// A Topic delivers messages to its subscribers.
type Topic struct {
	mu   sync.RWMutex
	subs map[int]*Sub
}

// A Sub is a subscription.
type Sub struct {
	messages chan string
	left     chan struct{}
}

// Subscribe subscribes.
func (t *Topic) Subscribe(id int) *Sub {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.subs == nil {
		t.subs = make(map[int]*Sub)
	}
	s := &Sub{make(chan string), make(chan struct{})}
	t.subs[id] = s
	return s
}

// Leave ends a subscription.
func (t *Topic) Leave(id int, s *Sub) {
	close(s.left)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.subs, id)
}

// Publish delivers a message.
func (t *Topic) Publish(message string) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	for _, s := range t.subs {
		select {
		case s.messages <- message:
		case <-s.left:
		}
	}
}
