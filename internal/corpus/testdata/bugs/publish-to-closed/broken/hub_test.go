package hub

import "testing"

func TestHub(t *testing.T) {
	var h Hub
	stays, leaves := h.Subscribe(), h.Subscribe()
	done := make(chan struct{})
	go func() {
		h.Unsubscribe(leaves)
		close(done)
	}()
	h.Publish("deploy")
	<-done
	if got := <-stays; got != "deploy" {
		t.Errorf("got %q", got)
	}
}
