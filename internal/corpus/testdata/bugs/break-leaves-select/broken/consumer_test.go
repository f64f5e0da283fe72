package consumer

import "testing"

func TestConsumer(t *testing.T) {
	c := Start()
	c.messages <- "a"
	if n := c.Stop(); n > 1 {
		t.Errorf("took %d messages of 1", n)
	}
}
