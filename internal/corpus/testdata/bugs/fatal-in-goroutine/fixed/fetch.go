package fetch

import (
	"errors"
	"sync"
)

// A Backend answers so many requests.
type Backend struct {
	mu   sync.Mutex
	left int
}

// Get asks the backend.
func (b *Backend) Get(path string) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == 0 {
		return "", errors.New("busy")
	}
	b.left--
	return "body of " + path, nil
}
