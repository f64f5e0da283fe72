package settings

import "sync"

// A Store holds settings, with defaults behind them.
type Store struct {
	mu       sync.RWMutex
	values   map[string]string
	defaults map[string]string
}

// NewStore returns a store without values.
func NewStore(defaults map[string]string) *Store {
	return &Store{values: make(map[string]string), defaults: defaults}
}

// Get returns a setting.
func (s *Store) Get(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if v, ok := s.values[key]; ok {
		return v
	}
	return s.Default(key)
}

// Default returns what a setting is as long as nobody sets it.
func (s *Store) Default(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.defaults[key]
}

// Set changes a setting.
func (s *Store) Set(key, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = value
}
