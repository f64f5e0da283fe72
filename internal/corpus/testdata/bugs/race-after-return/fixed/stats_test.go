package stats

import "testing"

func TestRequests(t *testing.T) {
	var s Stats
	s.Request()
	s.Request()
	if n := s.Requests(); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}
