package total

import "testing"

func TestRun(t *testing.T) {
	var totals Totals
	totals.Run(10, 10)
	if n := totals.bytes.Load(); n != 45 {
		t.Errorf("%d bytes, want 45", n)
	}
}
