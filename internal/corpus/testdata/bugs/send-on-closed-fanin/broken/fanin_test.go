package fanin

import "testing"

func TestCollect(t *testing.T) {
	if all := Collect(4, 2); len(all) != 8 {
		t.Errorf("%v", all)
	}
}
