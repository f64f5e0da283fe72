package upload

import (
	"context"
	"sync"
)

// An Uploader sends parts through a channel, in order.
type Uploader struct {
	mu    sync.Mutex
	parts chan int
	sent  int
}

// New returns an uploader.
func New(parts chan int) *Uploader { return &Uploader{parts: parts} }

// Send sends a part, unless ctx ends before.
func (u *Uploader) Send(ctx context.Context, part int) error {
	u.mu.Lock()
	select {
	case u.parts <- part:
	case <-ctx.Done():
		return ctx.Err()
	}
	u.sent++
	u.mu.Unlock()
	return nil
}

// Sent says how many parts were sent.
func (u *Uploader) Sent() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.sent
}
