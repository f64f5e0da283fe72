package device

import (
	"sync"
	"testing"
)

func TestDisk(t *testing.T) {
	var d Disk
	var wg sync.WaitGroup
	d.Fault()
	wg.Go(d.Fault)
	wg.Go(d.Repair)
	wg.Wait()
	if d.errors+d.repairs != 2 {
		t.Errorf("%d errors and %d repairs of 2 faults", d.errors, d.repairs)
	}
}
