package session

import (
	"sync"
	"sync/atomic"
)

type session struct {
	users  atomic.Int32
	closed atomic.Bool
	mu     sync.Mutex
	dead   bool
}

// Sessions are shared by name.
type Sessions struct {
	m sync.Map
}

// Open returns the session of that name.
func (s *Sessions) Open(name string) *session {
	for {
		v, _ := s.m.LoadOrStore(name, &session{})
		one := v.(*session)
		one.mu.Lock()
		if one.dead {
			one.mu.Unlock()
			continue
		}
		one.users.Add(1)
		one.mu.Unlock()
		return one
	}
}

// Close gives it back.
func (s *Sessions) Close(name string, one *session) {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.users.Add(-1) == 0 {
		one.dead = true
		s.m.Delete(name)
		one.closed.Store(true)
	}
}
