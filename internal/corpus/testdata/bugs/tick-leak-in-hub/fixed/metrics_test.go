package metrics

import "testing"

func TestReconnect(t *testing.T) {
	c := Connect().Reconnect()
	c.mu.Lock()
	n := c.sent["load"]
	c.mu.Unlock()
	if n < 0 {
		t.Error(n)
	}
	close(c.quit)
}
