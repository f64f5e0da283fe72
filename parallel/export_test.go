package parallel

// Shares are the shares of so many items among so many workers.
type Shares = shares

var NewShares = newShares

// Take is what a worker does for its next item.
func (s *shares) Take(worker int) (int, bool) { return s.take(worker) }
