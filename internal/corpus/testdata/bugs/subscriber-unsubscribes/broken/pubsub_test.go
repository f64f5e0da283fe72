package pubsub

import (
	"sync"
	"testing"
)

func TestOnce(t *testing.T) {
	var topic Topic
	var mu sync.Mutex
	var got []string
	for range 2 {
		topic.Subscribe(func(m string) {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, m)
		})
	}
	var unsubscribe func()
	ready := make(chan struct{})
	unsubscribe = topic.Subscribe(func(m string) {
		<-ready
		if m == "last" {
			unsubscribe()
		}
	})
	close(ready)
	var wg sync.WaitGroup
	for _, m := range []string{"first", "last"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			topic.Publish(m)
		}()
	}
	wg.Wait()
	if len(got) != 4 {
		t.Errorf("got %v", got)
	}
}
