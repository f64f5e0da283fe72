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
	answer := make(chan int, 1)
	go func() {
		answer <- ask()
	}()
	select {
	case price = <-answer:
	case <-ctx.Done():
	}
	return price
}
