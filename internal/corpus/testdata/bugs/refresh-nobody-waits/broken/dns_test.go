package dns

import "testing"

func TestRefresh(t *testing.T) {
	c := New()
	defer c.Close()
	c.Refresh("db")
	c.Refresh("web")
	if c.Next() == "" {
		t.Error("closed")
	}
}
