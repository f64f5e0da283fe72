package linearizable

// A Semaphore is a history of operations on a lock for several.
type Semaphore struct{ h *History }

// NewSemaphore returns a Checker of semaphores with n slots, all of them free at first.
func NewSemaphore(n int, options ...Option) *Checker[Semaphore] {
	return newChecker(Sequential(0, semaphoreStep(n)), func(h *History) Semaphore { return Semaphore{h} }, options)
}

// Acquire runs acquire, and records that.
func (s Semaphore) Acquire(acquire func()) { s.h.run(acquiring, acquire) }

// TryAcquire runs tryAcquire, and records what it returns: whether it has a slot. It may fail only if none is free.
func (s Semaphore) TryAcquire(tryAcquire func() bool) bool {
	return record(s.h, tryAcquiring, tryAcquire)
}

// Release runs release, and records that.
func (s Semaphore) Release(release func()) { s.h.run(releasing, release) }

// An acquirer is an operation on a semaphore.
type acquirer string

const (
	acquiring    acquirer = "Acquire()"
	tryAcquiring acquirer = "TryAcquire()"
	releasing    acquirer = "Release()"
)

func semaphoreStep(slots int) func(taken int, in any) (out any, next int, ok bool) {
	return func(taken int, in any) (out any, next int, ok bool) {
		isFree := taken < slots
		switch {
		case in == releasing:
			return nil, taken - 1, taken > 0
		case in == tryAcquiring && !isFree:
			return false, taken, true
		case in == tryAcquiring:
			return true, taken + 1, true
		}
		return nil, taken + 1, isFree
	}
}
