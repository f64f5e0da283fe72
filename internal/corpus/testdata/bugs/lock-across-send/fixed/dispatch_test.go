package dispatch

import (
	"testing"
	"time"
)

func TestDispatcher(t *testing.T) {
	d := New()
	for id := range 2 {
		d.Submit(id)
		time.Sleep(time.Millisecond) // the next request comes a little later
	}
	if n := d.Close(); n != 0 {
		t.Errorf("%d jobs are pending", n)
	}
}
