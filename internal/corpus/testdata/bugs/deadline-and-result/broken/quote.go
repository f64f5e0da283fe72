package quote

import (
	"context"
	"time"
)

// Price asks for a price, and returns the old one if there is no answer within patience.
func Price(ctx context.Context, old int, patience time.Duration, ask func() int) int {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	price := old
	done := make(chan struct{})
	go func() {
		defer close(done)
		price = ask()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	return price
}
