package mutex

import (
	"container/list"
	"context"
	"sync"
	"sync/atomic"
)

// A lock is what sync.Mutex is, and one can stop waiting for it. [Guarded] and [Keyed] are made of it.
//
// Who finds it held stands in line. Each has a channel of its own, so that a select can wait for the turn and for the
// end of a context at once: nobody polls, and there is no goroutine.
//
// # Whose turn it is
//
// To hand the lock to the first in line at each unlock would be fair, and slow: nobody could use it while the first
// wakes up. So an unlock leaves the lock free and rouses the first, and whoever comes by meanwhile may take it. If
// the first, once awake, finds it taken, it says so, and the next unlock does hand it over. So those who wait get the
// lock in the order in which they came, and are overtaken only by what comes while the first wakes up. A sync.Mutex is
// much the same, with a millisecond in the place of the one attempt.
//
// # Why no wakeup is lost
//
// While somebody stands in line, the lock is awaited, so that its holder looks at the line when it lets go of it; or
// the first in line has been roused, and will look at the lock. Whoever ends the one begins the other:
//
//   - One who joins the line has found the lock held and made it awaited, or found it awaited, in one step.
//   - An unlock that ends awaited has roused the first, or finds it roused.
//   - One who takes the lock and leaves the line makes it awaited for those who stay.
//   - One who gives up may be the first, and roused. So it takes the lock if it can, as if it had not given up, and
//     lets go of it again, which rouses the next; and if it can't, then it has made the lock awaited.
//
// The last is where such locks go wrong: a wakeup is addressed to somebody who no longer waits.
type lock struct {
	// By a compare-and-swap, anybody makes it held that was free, the holder makes it free that was held, and who has
	// mu makes it awaited that was held. From awaited it is changed by the holder alone, who has mu then.
	state atomic.Uint32

	mu    sync.Mutex // for the line; held for a few steps
	line  list.List  // of chan struct{}, on which it is told that its turn has come
	first turn       // of the first in line; asleep if there is none
}

// The states of a lock.
const (
	free    uint32 = iota
	held           // by somebody, who need not look at the line
	awaited        // held by somebody who has to
)

// A turn is what the first in line knows.
type turn uint8

const (
	asleep    turn = iota // nothing
	roused                // that the lock was free; it has not looked yet
	overtaken             // that it was taken again: next time it is handed over
	given                 // that it has the lock
)

// tryLock takes the lock if it is free.
func (l *lock) tryLock() bool { return l.state.CompareAndSwap(free, held) }

// lock waits for the lock, and returns true when it has it. Once done is closed it may return false, without it.
func (l *lock) lock(done <-chan struct{}) bool { return l.tryLock() || l.wait(done) }

// lockContext is lock, but for ctx: it returns ctx's error, without the lock, if that is done when the lock is there.
func (l *lock) lockContext(ctx context.Context) error {
	locked := l.lock(ctx.Done())
	err := ctx.Err()
	if locked && err != nil {
		l.unlock()
	}
	return err
}

// unlock lets go of the lock.
func (l *lock) unlock() {
	if !l.state.CompareAndSwap(held, free) {
		l.pass()
	}
}

// wait is lock where the lock was held.
func (l *lock) wait(done <-chan struct{}) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.take() {
		return true
	}
	// One for each wait: if it were kept, and made in a bubble of testing/synctest, nobody outside could use the lock.
	told := make(chan struct{}, 1)
	me := l.line.PushBack(told)
	for waiting := true; ; l.first = overtaken {
		l.mu.Unlock()
		select {
		case <-told:
		case <-done:
			waiting = false
		}
		l.mu.Lock()
		locked := l.line.Front() == me && l.first == given || l.take()
		if locked || !waiting {
			l.leave(me, locked)
			return locked
		}
	}
}

// take takes the lock if it is free, and makes it awaited if it is not.
func (l *lock) take() bool {
	for !l.tryLock() {
		if l.state.CompareAndSwap(held, awaited) || l.state.Load() == awaited {
			return false
		}
	}
	return true
}

// leave takes one out of the line, who has locked the lock or given up.
func (l *lock) leave(me *list.Element, locked bool) {
	if l.line.Front() == me {
		l.first = asleep
	}
	l.line.Remove(me)
	if locked && l.line.Len() > 0 {
		l.state.Store(awaited)
	}
}

// pass is unlock where the lock is awaited.
func (l *lock) pass() {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := l.line.Front()
	switch {
	case first == nil || l.first == roused:
		l.state.Store(free)
	case l.first == asleep:
		l.state.Store(free)
		l.first = roused
		tell(first)
	default:
		l.first = given
		tell(first)
	}
}

// tell does not block: who was told before is not told again until it has listened, or left.
func tell(first *list.Element) { first.Value.(chan struct{}) <- struct{}{} }
