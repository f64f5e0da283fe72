package sema

import (
	"context"
	"sync"
)

// A Semaphore has one token. Who waits for it is served in turn.
type Semaphore struct {
	sync.Mutex
	taken   bool
	waiting []chan struct{}
}

// Acquire takes the token. It gives up when ctx does.
func (s *Semaphore) Acquire(ctx context.Context) error {
	s.Lock()
	if !s.taken {
		s.taken = true
		s.Unlock()
		return nil
	}
	mine := make(chan struct{})
	s.waiting = append(s.waiting, mine)
	s.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
		s.Lock()
		defer s.Unlock()
		select {
		case <-mine: // it was handed over meanwhile
			return nil
		default:
		}
		for i, c := range s.waiting {
			if c == mine {
				s.waiting = append(s.waiting[:i], s.waiting[i+1:]...)
				break
			}
		}
		return ctx.Err()
	}
}

// Release gives the token back, or to the next one.
func (s *Semaphore) Release() {
	s.Lock()
	defer s.Unlock()
	if len(s.waiting) == 0 {
		s.taken = false
		return
	}
	close(s.waiting[0])
	s.waiting = s.waiting[1:]
}
