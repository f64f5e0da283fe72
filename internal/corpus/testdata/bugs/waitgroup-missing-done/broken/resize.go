package resize

import (
	"context"
	"sync"
)

// Images resizes images side by side, as long as nobody cancels it.
func Images(ctx context.Context, widths []int) (done int) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	for _, w := range widths {
		wg.Add(1)
		go func() {
			if ctx.Err() != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if w > 0 {
				done++
			}
			wg.Done()
		}()
	}
	wg.Wait()
	return done
}
