package token

import (
	"sync"
	"time"
)

type keeper struct {
	tokens  map[string]int
	addc    chan string
	stopc   chan struct{}
	donec   chan struct{}
	deletef func(string)
}

func newKeeper(deletef func(string)) *keeper {
	k := &keeper{tokens: make(map[string]int), addc: make(chan string, 1), stopc: make(chan struct{}), donec: make(chan struct{}), deletef: deletef}
	go k.run()
	return k
}

func (k *keeper) run() {
	ticker := time.NewTicker(time.Second)
	defer func() {
		ticker.Stop()
		close(k.donec)
	}()
	for {
		select {
		case t := <-k.addc:
			k.tokens[t] = 1
		case <-ticker.C:
			for t, left := range k.tokens {
				if left == 0 {
					k.deletef(t)
					delete(k.tokens, t)
					continue
				}
				k.tokens[t] = left - 1
			}
		case <-k.stopc:
			return
		}
	}
}

func (k *keeper) stop() {
	close(k.stopc)
	<-k.donec
}

// A Store has users by tokens.
type Store struct {
	mu     sync.Mutex
	users  map[string]string
	keeper *keeper
}

// New returns an open store.
func New() *Store {
	s := &Store{users: make(map[string]string)}
	s.keeper = newKeeper(func(t string) {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.users, t)
	})
	return s
}

// Assign gives a user a token.
func (s *Store) Assign(user, token string) {
	s.mu.Lock()
	s.users[token] = user
	s.mu.Unlock()
	s.keeper.addc <- token
}

// Close ends the store.
func (s *Store) Close() {
	s.mu.Lock()
	s.users = nil
	s.keeper.stop()
	s.mu.Unlock()
}
