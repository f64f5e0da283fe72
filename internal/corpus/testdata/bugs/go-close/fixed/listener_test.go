package listener

import "testing"

func TestAddress(t *testing.T) {
	l := Listen("8080")
	if got := l.Address(); got != "127.0.0.1:8080" {
		t.Errorf("the address is %q", got)
	}
}
