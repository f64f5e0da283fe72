package endpoint

import (
	"testing"
	"time"
)

func TestReload(t *testing.T) {
	e := New("blue.example.com", "blue.pem")
	reloaded := make(chan struct{})
	time.AfterFunc(5*time.Millisecond, func() {
		e.Reload("green.example.com", "green.pem")
		close(reloaded)
	})
	address, cert := e.Dial()
	if address[0] != cert[0] {
		t.Errorf("connects to %s with %s", address, cert)
	}
	<-reloaded
	if got := e.Address(); got != "green.example.com" {
		t.Errorf("the address is %s", got)
	}
}
