package pipe

import "testing"

func TestSum(t *testing.T) {
	if _, err := Sum(7); err == nil {
		t.Error("20 is not too much")
	}
}
