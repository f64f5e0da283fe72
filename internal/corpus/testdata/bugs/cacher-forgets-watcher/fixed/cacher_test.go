package cacher

import "testing"

func TestWatch(t *testing.T) {
	c := New()
	w := c.Watch()
	for i := range 3 {
		c.incoming <- Event{Key: "pod", Revision: i}
	}
	if event := <-w.result; event.Revision != 0 {
		t.Errorf("revision %d, want 0", event.Revision)
	}
	w.Stop()
	close(c.incoming)
	<-c.stopped
}
