package pinger

import "testing"

func TestPinger(t *testing.T) {
	pongs := 0
	p := Start(func(string) { pongs++ })
	p.Pong("10.0.0.7")
	p.Stop()
	if pongs != 2 {
		t.Errorf("%d pongs, want 2", pongs)
	}
}
