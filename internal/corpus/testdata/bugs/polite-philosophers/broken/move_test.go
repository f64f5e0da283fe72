package move

import "testing"

func TestMove(t *testing.T) {
	top, bottom := &Shelf{level: 1, boxes: 1}, &Shelf{boxes: 1}
	done := make(chan bool)
	go func() { Move(top, bottom); done <- true }()
	go func() { Move(bottom, top); done <- true }()
	<-done
	<-done
	if n := top.boxes + bottom.boxes; n != 2 {
		t.Errorf("%d boxes, want 2", n)
	}
}
