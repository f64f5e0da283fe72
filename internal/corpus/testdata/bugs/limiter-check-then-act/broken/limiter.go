package limiter

import "sync/atomic"

// A Limiter lets so many requests through.
type Limiter struct {
	tokens atomic.Int64
}

// New returns a limiter with n tokens.
func New(n int64) *Limiter {
	l := new(Limiter)
	l.tokens.Store(n)
	return l
}

// Allow takes a token, if there is one.
func (l *Limiter) Allow() bool {
	if l.tokens.Load() <= 0 {
		return false
	}
	l.tokens.Add(-1)
	return true
}

// Refill adds n tokens.
func (l *Limiter) Refill(n int64) {
	l.tokens.Add(n)
}
