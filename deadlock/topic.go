package deadlock

import (
	"slices"
	"sync"
)

// Topic is [UnsafeTopic] that calls its subscriptions unlocked: Publish copies the list under the lock, and tells them
// after it. To cancel is to lock the subscription, and when that is done the topic. So nobody ever holds two, and there
// is no order to keep. The price is the copy, for each number that is published.
//
// A subscriber is not called once its cancel has returned. It must not cancel itself, nor publish to the same topic:
// either would wait for it to return. It may subscribe others.
//
// A Subscribe happens before the calls of its subscriber, and these before the return of its cancel. Publishes overlap,
// and their numbers may come in any order. The zero value is a topic without subscribers. A Topic must not be copied
// after first use.
type Topic struct {
	mu            sync.Mutex
	subscriptions []*subscription
}

// Subscribe has got called with every number that is published, until cancel is called.
func (t *Topic) Subscribe(got func(n int64)) (cancel func()) {
	s := &subscription{got: got}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subscriptions = append(t.subscriptions, s)
	return func() {
		s.cancel()
		t.remove(s)
	}
}

// Publish tells all subscribers a number.
func (t *Topic) Publish(n int64) {
	for _, s := range t.all() {
		s.tell(n)
	}
}

func (t *Topic) all() []*subscription {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.subscriptions)
}

func (t *Topic) remove(s *subscription) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.subscriptions = without(t.subscriptions, s)
}

func (s *subscription) cancel() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cancelled = true
}

// without returns the list without one of its subscriptions.
func without(all []*subscription, s *subscription) []*subscription {
	return slices.DeleteFunc(all, func(other *subscription) bool { return other == s })
}
