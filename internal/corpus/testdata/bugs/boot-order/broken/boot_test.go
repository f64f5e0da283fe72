package boot

import "testing"

func TestBoot(t *testing.T) {
	m := New()
	m.Boot()
	if n := len(m.metrics); n != 1 {
		t.Errorf("%d metrics, want 1", n)
	}
}
