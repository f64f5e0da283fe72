package service

import (
	"testing"
	"time"
)

func TestStop(t *testing.T) {
	s := Start()
	s.Submit("resize")
	s.Submit("upload")
	time.Sleep(5 * time.Millisecond)
	if n := s.Stop(); n != 2 {
		t.Errorf("%d jobs are done, want 2", n)
	}
}
