package pipeline

import "context"

// Numbers sends the numbers below n, until ctx ends.
func Numbers(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Squares sends the squares of numbers, until ctx ends.
func Squares(ctx context.Context, numbers <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range numbers {
			select {
			case out <- i * i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
