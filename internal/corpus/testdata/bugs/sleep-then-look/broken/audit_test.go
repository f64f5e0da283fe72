package audit

import (
	"testing"
	"time"
)

func TestLog(t *testing.T) {
	var l Log
	l.Add("login")
	l.Add("logout")
	time.Sleep(20 * time.Millisecond)
	if n := l.Len(); n != 2 {
		t.Errorf("%d lines, want 2", n)
	}
}
