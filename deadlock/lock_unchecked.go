//go:build !deadlock

package deadlock

import "sync"

// Checked says that the program was built with the tag deadlock.
const Checked = false

// The locks are sync's own.
type (
	Mutex     = sync.Mutex
	RWMutex   = sync.RWMutex
	WaitGroup = sync.WaitGroup
)
