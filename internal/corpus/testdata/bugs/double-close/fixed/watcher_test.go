package watcher

import "testing"

func TestStop(t *testing.T) {
	w := Start()
	signal := make(chan struct{})
	go func() {
		w.Stop() // as if by a signal
		close(signal)
	}()
	w.Stop()
	<-signal
	select {
	case <-w.done:
	default:
		t.Error("the watcher has not stopped")
	}
}
