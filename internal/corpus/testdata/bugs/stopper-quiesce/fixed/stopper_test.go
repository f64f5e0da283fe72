package stopper

import (
	"sync/atomic"
	"testing"
)

func TestStop(t *testing.T) {
	s := New()
	var ran atomic.Int32
	jobs := make(chan int)
	for range 3 {
		s.RunWorker(func(stop <-chan struct{}) {
			for {
				select {
				case <-stop:
					return
				case <-jobs:
					_ = s.RunTask(func() { ran.Add(1) })
				}
			}
		})
	}
	for i := range 2 {
		jobs <- i
	}
	s.Stop()
	if n := ran.Load(); n > 2 {
		t.Errorf("%d tasks ran, want at most 2", n)
	}
}
