package lockorder

import "sync"

// An RWMutex is a sync.RWMutex that is watched.
type RWMutex struct {
	mu sync.RWMutex
}

// Lock locks rw for writing.
func (rw *RWMutex) Lock() { rw.mu.Lock() }

// TryLock tries to lock rw for writing and reports whether it succeeded.
func (rw *RWMutex) TryLock() bool { return rw.mu.TryLock() }

// Unlock unlocks rw for writing.
func (rw *RWMutex) Unlock() { rw.mu.Unlock() }

// RLock locks rw for reading.
func (rw *RWMutex) RLock() { rw.mu.RLock() }

// TryRLock tries to lock rw for reading and reports whether it succeeded.
func (rw *RWMutex) TryRLock() bool { return rw.mu.TryRLock() }

// RUnlock undoes a single RLock call.
func (rw *RWMutex) RUnlock() { rw.mu.RUnlock() }

// RLocker returns a Locker whose Lock and Unlock are rw's RLock and RUnlock.
func (rw *RWMutex) RLocker() sync.Locker { return rw.mu.RLocker() }
