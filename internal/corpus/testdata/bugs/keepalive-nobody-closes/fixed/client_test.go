package client

import "testing"

func TestGrant(t *testing.T) {
	c := Dial()
	defer c.Close()
	c.Grant(1)
	c.Grant(2)
	if n := c.Leases(); n != 2 {
		t.Errorf("%d leases, want 2", n)
	}
}
