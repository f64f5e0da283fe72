package hub

import "testing"

func TestLeave(t *testing.T) {
	h := New()
	h.Join(1)
	h.Join(2)
	for _, m := range []string{"a", "b", "c"} {
		h.broadcast <- m
	}
	close(h.quit)
	<-h.done
}
