package sema

import (
	"context"
	"testing"
)

func TestAcquire(t *testing.T) {
	var s Semaphore
	ctx, cancel := context.WithCancel(context.Background())
	if err := s.Acquire(ctx); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if s.Acquire(ctx) == nil {
			s.Release()
		}
	}()
	s.Release()
	cancel()
	<-done
	if s.taken {
		t.Error("the token is lost")
	}
}
