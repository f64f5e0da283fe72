package sessions

import "testing"

func TestSessions(t *testing.T) {
	var s Sessions
	other := make(chan *Session)
	go func() { other <- s.Of("ada") }()
	mine := s.Of("ada")
	if theirs := <-other; mine != theirs {
		t.Errorf("ada has the sessions %d and %d", mine.ID, theirs.ID)
	}
	s.End("ada")
}
