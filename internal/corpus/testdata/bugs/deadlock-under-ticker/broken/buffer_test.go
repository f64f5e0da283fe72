package buffer

import "testing"

func TestSync(t *testing.T) {
	b := New()
	b.Write("a")
	b.Write("b")
	if n := b.Sync(); n != 2 {
		t.Errorf("%d lines", n)
	}
	close(b.stop)
}
