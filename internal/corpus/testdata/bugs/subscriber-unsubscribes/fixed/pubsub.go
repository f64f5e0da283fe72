package pubsub

import "sync"

// A Topic tells subscribers.
type Topic struct {
	sync.RWMutex
	subs map[int]func(string)
	next int
}

// Subscribe adds a subscriber, and returns what removes it.
func (t *Topic) Subscribe(f func(string)) (unsubscribe func()) {
	t.Lock()
	defer t.Unlock()
	if t.subs == nil {
		t.subs = make(map[int]func(string))
	}
	id := t.next
	t.next++
	t.subs[id] = f
	return func() {
		t.Lock()
		defer t.Unlock()
		delete(t.subs, id)
	}
}

// Publish calls all.
func (t *Topic) Publish(message string) {
	t.RLock()
	var subs []func(string)
	for _, f := range t.subs {
		subs = append(subs, f)
	}
	t.RUnlock()
	for _, f := range subs {
		f(message)
	}
}
