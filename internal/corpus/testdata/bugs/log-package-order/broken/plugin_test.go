package plugin

import "testing"

func TestCall(t *testing.T) {
	Load("a", "b", "c")
	if s := Call("b", "x"); s != "b:x" {
		t.Errorf("%q", s)
	}
}
