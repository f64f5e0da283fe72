package rest

import "testing"

func TestCreate(t *testing.T) {
	if made, failed := Create(2); made+failed != 2 {
		t.Errorf("%d and %d", made, failed)
	}
}
