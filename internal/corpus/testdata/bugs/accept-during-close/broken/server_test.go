package server

import "testing"

func TestClose(t *testing.T) {
	var s Server
	if !s.Accept() {
		t.Fatal("the server is closed from the start")
	}
	last := make(chan bool)
	go func() { last <- s.Accept() }()
	s.Close()
	t.Log("accepted the last one:", <-last)
}
