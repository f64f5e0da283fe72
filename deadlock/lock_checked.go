//go:build deadlock

package deadlock

import "github.com/counterpoint-go/counterpoint/deadlock/lockorder"

// Checked is documented in lock_unchecked.go, where go doc finds it, and so are the locks.
const Checked = true

// Mutex is checked.
type Mutex = lockorder.Mutex

// RWMutex is checked.
type RWMutex = lockorder.RWMutex

// WaitGroup tells the locks what it orders.
type WaitGroup = lockorder.WaitGroup
