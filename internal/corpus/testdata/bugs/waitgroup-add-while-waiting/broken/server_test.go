package server

import "testing"

func TestShutdown(t *testing.T) {
	var s Server
	let := make(chan int)
	go func() {
		if s.Handle() != nil {
			let <- 0
			return
		}
		let <- 1
	}()
	handled := s.Shutdown()
	if want := <-let; handled != want {
		t.Errorf("handled %d requests, let in %d", handled, want)
	}
}
