package fanout

import (
	"testing"
	"time"
)

func TestCall(t *testing.T) {
	var c Call
	c.Ask(func() string { return "primary" })
	time.Sleep(5 * time.Millisecond)
	c.Cancel()
	if got := c.Answer(); got != "primary" && c.late.Load() == 0 {
		t.Errorf("the answer is %q, and it is not late", got)
	}
}
