//go:build deadlock

package deadlock

import "github.com/counterpoint-go/counterpoint/deadlock/lockorder"

// Checked says that the program was built with the tag deadlock.
const Checked = true

// The locks are checked.
type (
	Mutex     = lockorder.Mutex
	RWMutex   = lockorder.RWMutex
	WaitGroup = lockorder.WaitGroup
)
