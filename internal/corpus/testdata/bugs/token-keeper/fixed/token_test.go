package token

import "testing"

func TestClose(t *testing.T) {
	s := New()
	s.Assign("ann", "x")
	s.Assign("bob", "y")
	s.Close()
	if s.users != nil {
		t.Error("users are left")
	}
}
