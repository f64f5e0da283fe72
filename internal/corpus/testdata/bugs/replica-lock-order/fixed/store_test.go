package store

import (
	"sync"
	"testing"
)

func TestStore(t *testing.T) {
	s := New(3)
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Write(i%3, i)
		}()
	}
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.Size()
		}()
	}
	wg.Wait()
	if size := s.Size(); size != 30+28 {
		t.Errorf("size %d, want 58", size)
	}
}
