package janitor

import "testing"

func TestCache(t *testing.T) {
	var c Cache
	c.Put("token")
	if n := c.Len(); n > 1 {
		t.Errorf("%d entries", n)
	}
}
