package spool

import (
	"sync"
	"testing"
)

func TestSpool(t *testing.T) {
	sink := make(chan string, 2)
	s := New(sink)
	var jam sync.Mutex // the printer is either fed or shut
	done := make(chan bool)
	go func() {
		jam.Lock()
		defer jam.Unlock()
		close(sink)
	}()
	go func() {
		jam.Lock()
		defer jam.Unlock()
		done <- s.Send("letter")
	}()
	want := 0
	if <-done {
		want++
	}
	if n := s.Sent(); n != want {
		t.Errorf("%d documents were sent, want %d", n, want)
	}
}
