package shop

import "sync"

type Till struct {
	mu   sync.Mutex
	cash int
}

func (t *Till) Pay(n int) {
	t.cash += n
}

// Count is some lines away
// from Pay, so that
// what stands
// between them
// is not
// all
// shown
// on
// the page.

func (t *Till) Count(other *Till) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	other.mu.Lock()
	defer other.mu.Unlock()
	return t.cash + other.cash
}
