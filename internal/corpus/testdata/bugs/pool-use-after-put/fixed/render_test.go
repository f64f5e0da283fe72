package render

import (
	"sync"
	"testing"
)

func TestGreeting(t *testing.T) {
	var wg sync.WaitGroup
	for _, name := range []string{"Ada", "Bob"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if page := Greeting(name); string(page) != "Hello, "+name {
				t.Errorf("%s is greeted with %q", name, page)
			}
		}()
	}
	wg.Wait()
}
