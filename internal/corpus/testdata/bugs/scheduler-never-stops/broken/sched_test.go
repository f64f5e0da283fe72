package sched

import "testing"

func TestScheduler(t *testing.T) {
	var s Scheduler
	s.Start()
	s.Start()
	done := make(chan bool)
	s.Submit(func() { close(done) })
	<-done
	s.Stop()
}
