package pipe

import (
	"context"
	"errors"
	"sync"
)

func generate(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func double(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range in {
				out <- 2 * v
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// Sum adds up, until there is too much.
func Sum(most int) (sum int, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for v := range double(ctx, generate(ctx, 4)) {
		if sum += v; sum > most {
			return 0, errors.New("too much")
		}
	}
	return sum, nil
}
