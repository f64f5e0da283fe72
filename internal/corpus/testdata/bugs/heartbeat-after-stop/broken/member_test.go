package member

import (
	"testing"
	"time"
)

func TestLeave(t *testing.T) {
	var c Cluster
	leave := c.Join("node-1", 2, 5*time.Millisecond)
	time.Sleep(12 * time.Millisecond)
	leave()
	if c.Alive("node-1") {
		t.Error("node-1 has left, and is alive")
	}
}
