package sessions

import (
	"sync"
	"sync/atomic"
)

// A Session is that of a user.
type Session struct {
	ID   int32
	User string
}

// Sessions has a session for each user.
type Sessions struct {
	byUser sync.Map // of *Session
	last   atomic.Int32
}

// Of returns the session of a user.
func (s *Sessions) Of(user string) *Session {
	if session, ok := s.byUser.Load(user); ok {
		return session.(*Session)
	}
	session := &Session{s.last.Add(1), user}
	actual, _ := s.byUser.LoadOrStore(user, session)
	return actual.(*Session)
}

// End ends the session of a user.
func (s *Sessions) End(user string) {
	s.byUser.Delete(user)
}
