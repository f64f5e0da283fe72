package retry

import (
	"testing"
	"time"
)

func TestEvery(t *testing.T) {
	var c Count
	Every(5*time.Millisecond, 2, c.Up)
	if n := c.N(); n != 2 {
		t.Errorf("called %d times, want 2", n)
	}
}
