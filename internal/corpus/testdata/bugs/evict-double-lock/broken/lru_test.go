package lru

import (
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	c := New(1)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		c.Put("session/1", "alice")
		c.Remove("session/1")
	}()
	go func() {
		defer wg.Done()
		c.Put("session/2", "bob")
		c.Remove("session/2")
	}()
	wg.Wait()
	if n := c.Len(); n != 0 {
		t.Errorf("%d entries are left", n)
	}
}
