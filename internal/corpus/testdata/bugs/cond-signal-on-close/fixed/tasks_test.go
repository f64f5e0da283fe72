package tasks

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestList(t *testing.T) {
	l := New()
	var done atomic.Int32
	var wg sync.WaitGroup
	wg.Go(l.Work)
	wg.Go(l.Work)
	l.Add(func() { done.Add(1) })
	l.Close()
	wg.Wait()
	if n := done.Load(); n != 1 {
		t.Errorf("%d tasks are done, want 1", n)
	}
}
