package idle

import (
	"sync"
	"time"
)

// A Session ends when it is idle for long.
type Session struct {
	mu     sync.Mutex
	timer  *time.Timer
	turn   int
	busy   int
	Ended  bool
	Broken bool
}

// New returns a session.
func New(d time.Duration) *Session {
	s := &Session{}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.start(d)
	return s
}

func (s *Session) start(d time.Duration) {
	s.turn++
	turn := s.turn
	s.timer = time.AfterFunc(d, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if turn < s.turn-1 {
			return
		}
		s.Ended = true
		s.Broken = s.busy > 0
	})
}

// Do does something, for which there is time.
func (s *Session) Do(f func()) bool {
	s.mu.Lock()
	if s.Ended {
		s.mu.Unlock()
		return false
	}
	s.timer.Stop()
	s.turn++
	s.busy++
	s.mu.Unlock()
	f()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy--
	s.start(time.Second)
	return true
}
