package linearizable

// A Mutex is a history of operations on a lock for one.
type Mutex struct{ h *History }

// NewMutex returns a Checker of locks that are not locked at first.
func NewMutex(options ...Option) *Checker[Mutex] {
	return newChecker(Sequential(false, mutexStep), func(h *History) Mutex { return Mutex{h} }, options)
}

// Lock runs lock, and records that.
func (m Mutex) Lock(lock func()) { m.h.run(locking, lock) }

// TryLock runs tryLock, and records what it returns: whether it has locked. It may fail only if it is locked.
func (m Mutex) TryLock(tryLock func() bool) bool { return record(m.h, tryLocking, tryLock) }

// Unlock runs unlock, and records that.
func (m Mutex) Unlock(unlock func()) { m.h.run(unlocking, unlock) }

// A locker is an operation on a lock.
type locker string

const (
	locking    locker = "Lock()"
	tryLocking locker = "TryLock()"
	unlocking  locker = "Unlock()"
)

func mutexStep(locked bool, in any) (out any, next, ok bool) {
	switch in {
	case tryLocking:
		return !locked, true, true
	case unlocking:
		return nil, false, locked
	}
	return nil, true, !locked
}
