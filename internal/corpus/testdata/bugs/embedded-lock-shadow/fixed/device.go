package device

import "sync"

// Base is what all devices have.
type Base struct {
	sync.Mutex
	errors int
}

// Fault counts an error.
func (b *Base) Fault() {
	b.Lock()
	defer b.Unlock()
	b.errors++
}

// A Disk is a device that can be repaired.
type Disk struct {
	Base
	repairs int
}

// Repair takes an error away, if there is one.
func (d *Disk) Repair() {
	d.Lock()
	defer d.Unlock()
	if d.errors > 0 {
		d.errors--
		d.repairs++
	}
}
