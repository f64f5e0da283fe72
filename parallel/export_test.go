package parallel

// Shares are the shares of so many items among so many workers.
type Shares = shares

var NewShares = newShares

// Take is what a worker does for its next item.
func (s *shares) Take(worker int) (int, bool) { return s.take(worker) }

// IsHeld says whether somebody holds the lock.
func (g *GIL) IsHeld() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.held
}
