package words

import "testing"

func TestCounts(t *testing.T) {
	var c Counts
	done := make(chan bool)
	go func() {
		c.Add("fugue")
		done <- true
	}()
	if n := c.Of("fugue"); n > 1 {
		t.Errorf("saw fugue %d times", n)
	}
	<-done
	if n := c.Of("fugue"); n != 1 {
		t.Errorf("saw fugue %d times, want 1", n)
	}
}
