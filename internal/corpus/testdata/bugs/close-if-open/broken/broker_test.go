package broker

import "testing"

func TestHangUp(t *testing.T) {
	b := New(3)
	for i := range 3 {
		b.in <- i
	}
	close(b.in)
	b.wg.Wait()
	if b.passed != 3 {
		t.Errorf("passed %d, want 3", b.passed)
	}
}
