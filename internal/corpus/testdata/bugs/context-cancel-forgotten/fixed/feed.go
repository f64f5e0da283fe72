package feed

import (
	"context"
	"errors"
	"sync"
)

// ErrNothing says that there was nothing to read.
var ErrNothing = errors.New("feed: closed before the first message")

// A Feed takes messages until it is closed.
type Feed struct {
	cancel   context.CancelFunc
	messages chan string
	mu       sync.Mutex
	seen     int
}

// Open starts to listen.
func Open(ctx context.Context) *Feed {
	ctx, cancel := context.WithCancel(ctx)
	f := &Feed{cancel: cancel, messages: make(chan string, 1)}
	go f.listen(ctx)
	return f
}

func (f *Feed) listen(ctx context.Context) {
	for {
		select {
		case <-f.messages:
			f.mu.Lock()
			f.seen++
			f.mu.Unlock()
		case <-ctx.Done():
			return
		}
	}
}

// Close ends the feed.
func (f *Feed) Close() error {
	defer f.cancel()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen == 0 {
		return ErrNothing
	}
	return nil
}
