package lockorder

import "sync"

// An RWMutex is a sync.RWMutex that is watched: it has the same methods, and they do the same.
type RWMutex struct {
	rw   sync.RWMutex
	lock lock
}

// Lock locks rw for writing. If it is locked already, for reading or writing, Lock waits until it is not. What is to be
// reported of that is reported before it waits.
func (rw *RWMutex) Lock() {
	g, p := current(), here()
	if !rw.rw.TryLock() {
		g.wait(&rw.lock, writing, p, &rw.rw)
	} else {
		g.want(&rw.lock, writing, p)
	}
	g.push(&rw.lock, writing, p)
}

// TryLock tries to lock rw for writing and reports whether it succeeded. It does not wait, so it is never reported.
func (rw *RWMutex) TryLock() bool {
	if !rw.rw.TryLock() {
		return false
	}
	g, p := current(), here()
	g.tidy()
	g.push(&rw.lock, writing, p)
	return true
}

// Unlock unlocks rw for writing. Any goroutine may do that. It is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock() {
	current().release(&rw.lock, writing)
	rw.rw.Unlock()
}

// RLock locks rw for reading. It waits while rw is locked for writing, or a writer waits. What is to be reported of that
// is reported before it waits.
func (rw *RWMutex) RLock() {
	g, p := current(), here()
	if !rw.rw.TryRLock() {
		g.wait(&rw.lock, reading, p, (*realReader)(&rw.rw))
	} else if len(g.holds) > 0 {
		g.want(&rw.lock, reading, p)
	}
	g.push(&rw.lock, reading, p)
}

// TryRLock tries to lock rw for reading and reports whether it succeeded. It does not wait, so it is never reported.
func (rw *RWMutex) TryRLock() bool {
	if !rw.rw.TryRLock() {
		return false
	}
	g, p := current(), here()
	g.tidy()
	g.push(&rw.lock, reading, p)
	return true
}

// RUnlock undoes a single RLock call. Any goroutine may do that. It is a fatal error if rw is not locked for reading.
func (rw *RWMutex) RUnlock() {
	current().release(&rw.lock, reading)
	rw.rw.RUnlock()
}

// RLocker returns a Locker whose Lock and Unlock are rw's RLock and RUnlock.
func (rw *RWMutex) RLocker() sync.Locker { return (*reader)(rw) }

type reader RWMutex

func (r *reader) Lock()   { (*RWMutex)(r).RLock() }
func (r *reader) Unlock() { (*RWMutex)(r).RUnlock() }

// A realReader is the reading side of a sync.RWMutex.
type realReader sync.RWMutex

func (r *realReader) Lock()         { (*sync.RWMutex)(r).RLock() }
func (r *realReader) Unlock()       { (*sync.RWMutex)(r).RUnlock() }
func (r *realReader) TryLock() bool { return (*sync.RWMutex)(r).TryRLock() }
