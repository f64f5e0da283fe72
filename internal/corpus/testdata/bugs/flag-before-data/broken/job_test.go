package job

import "testing"

func TestPoll(t *testing.T) {
	var j Job
	done := make(chan struct{})
	go func() {
		j.Run("a", "", "b")
		close(done)
	}()
	if result, ok := j.Poll(); ok && len(result) != 2 {
		t.Errorf("the result has %d lines, want 2", len(result))
	}
	<-done
	if result, ok := j.Poll(); !ok || len(result) != 2 {
		t.Errorf("got %v, %v", result, ok)
	}
}
