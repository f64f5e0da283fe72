//go:build deadlock

package deadlock

import "github.com/counterpoint-go/counterpoint/deadlock/lockorder"

// What these are is said in lock_unchecked.go, where go doc finds it.
const Checked = true

type (
	Mutex     = lockorder.Mutex
	RWMutex   = lockorder.RWMutex
	WaitGroup = lockorder.WaitGroup
)
