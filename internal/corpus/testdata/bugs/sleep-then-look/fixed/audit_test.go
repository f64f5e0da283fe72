package audit

import "testing"

func TestLog(t *testing.T) {
	var l Log
	l.Add("login")
	l.Add("logout")
	l.Flush()
	if n := l.Len(); n != 2 {
		t.Errorf("%d lines, want 2", n)
	}
}
