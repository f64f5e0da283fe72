package deadlock

import (
	"math/rand/v2"
	"time"
)

// BackoffTable is [UnsafePolite] with a pause of random length before the next try, below a limit that
// doubles each time, as Ethernet does it (Metcalfe and Boggs, "Ethernet: Distributed Packet Switching
// for Local Computer Networks", CACM 19(7), 1976). It breaks no preemption, in the only way that Go
// has: a goroutine takes the lock away from itself. It is the cure where no order is known in advance,
// because the second lock turns up only when the first is held.
//
// A failed TryLock promises nothing about whoever holds the lock: in the memory model it "has no
// synchronizing effect at all", and it may fail even on a lock that is free. So do nothing after it
// but give up what is held.
//
// A lock-order checker that takes a TryLock for a Lock sees the forks of a table for two taken in
// both orders, and raises a false alarm.
//
// Progress: blocking for the first fork, whose holder in turn waits for nobody. No deadlock. A
// livelock can go on only as long as chance makes all pauses equal, which becomes less likely each
// time, and a philosopher between two greedy neighbours may starve.
//
// A meal happens before every later meal with a fork in common. The zero value is a table without
// seats: use [NewBackoffTable]. A BackoffTable must not be copied after first use.
type BackoffTable struct {
	forks
}

// NewBackoffTable returns a table with all its forks on it. It panics if seats is less than 2.
func NewBackoffTable(seats int) *BackoffTable { return &BackoffTable{newForks(seats)} }

// The pauses after a failed try are random and shorter than a limit, which begins at minPause and
// is doubled each time, up to maxPause.
const (
	minPause = 2 * time.Microsecond
	maxPause = time.Millisecond
)

// Eat calls meal with both forks in hand, and grace with the first, once for each try. Neither may
// use the table.
func (t *BackoffTable) Eat(seat int, grace, meal func()) {
	for limit := minPause; !t.try(seat, grace, meal); limit = min(2*limit, maxPause) {
		time.Sleep(rand.N(limit)) // with no fork in hand
	}
}

func (t *BackoffTable) try(seat int, grace, meal func()) bool {
	left, right := t.beside(seat)
	left.Lock()
	defer left.Unlock()
	grace()
	if !right.TryLock() {
		return false
	}
	defer right.Unlock()
	meal()
	return true
}
