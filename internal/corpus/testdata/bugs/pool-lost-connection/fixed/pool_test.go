package pool

import (
	"context"
	"sync"
	"testing"
	"time"
)

func TestPool(t *testing.T) {
	p := New(1)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c, err := p.Get(ctx)
			if err == nil {
				p.Put(c)
			}
		}()
	}
	wg.Wait()
	if p.InUse != 0 {
		t.Errorf("%d connections are in use", p.InUse)
	}
}
