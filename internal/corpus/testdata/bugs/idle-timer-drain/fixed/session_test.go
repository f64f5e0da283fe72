package session

import (
	"testing"
	"time"
)

func TestServe(t *testing.T) {
	requests := make(chan string, 1)
	requests <- "GET /"
	close(requests)
	if served, idled := Serve(requests, time.Minute); served != 1 && idled != 2 {
		t.Errorf("served %d, and was idle %d times", served, idled)
	}
}
