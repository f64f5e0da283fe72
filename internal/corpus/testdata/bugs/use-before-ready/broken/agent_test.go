package agent

import "testing"

func TestAgent(t *testing.T) {
	var l list
	a := Start(&l)
	a.in <- "one"
	a.in <- "two"
	a.Close()
	if len(l.lines) < 2 {
		t.Errorf("%q", l.lines)
	}
}
