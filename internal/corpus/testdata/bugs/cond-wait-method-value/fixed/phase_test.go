package phase

import "testing"

func TestReplica(t *testing.T) {
	r := New()
	answer := make(chan string)
	go func() { answer <- r.Serve() }()
	go r.CatchUp()
	if got := <-answer; got != "ok" {
		t.Errorf("the answer is %q", got)
	}
}
