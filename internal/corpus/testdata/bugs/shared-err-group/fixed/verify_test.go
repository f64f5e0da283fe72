package verify

import "testing"

func TestVerify(t *testing.T) {
	size, _ := Verify([]string{"base", "app", "", "config"})
	if size != 13 {
		t.Errorf("size %d", size)
	}
}
