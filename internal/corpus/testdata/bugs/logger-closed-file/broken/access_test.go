package access

import (
	"testing"
	"time"
)

func TestServer(t *testing.T) {
	var s Server
	s.Handle("/login")
	s.Handle("/logout")
	time.Sleep(time.Millisecond)
	if n := s.Close(); n != 0 {
		t.Errorf("%d lines are lost", n)
	}
}
