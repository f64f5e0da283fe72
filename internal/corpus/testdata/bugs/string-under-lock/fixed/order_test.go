package order

import (
	"sync"
	"testing"
)

func TestClose(t *testing.T) {
	o := New(7)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		if err := o.Close("cancelled"); err != nil {
			t.Error(err)
		}
	}()
	go func() {
		defer wg.Done()
		if err := o.Close("filled"); err != nil {
			t.Log(err)
		}
	}()
	wg.Wait()
	if got, want := o.String(), "order 7 (open)"; got == want {
		t.Errorf("got %s", got)
	}
}
