package deadlock

import "sync"

// ArbiterTable is [UnsafeTable] with one lock around the taking of the forks: who wants to eat asks
// an arbiter first, and has its attention until both forks are in hand. It breaks hold and wait: only
// the one whom the arbiter attends may hold a fork and wait for another, and those who eat need
// nobody's leave to put theirs back.
//
// It needs no order of forks, and whoever waits for the second fork keeps all others waiting, also
// those whose forks are free. It is the cure for many locks that are seldom held together.
//
// A meal happens before every later meal with a fork in common. The zero value is a table without
// seats: use [NewArbiterTable]. An ArbiterTable must not be copied after first use.
type ArbiterTable struct {
	arbiter sync.Mutex
	forks
}

// NewArbiterTable returns a table with all its forks on it. It panics if seats is less than 2.
func NewArbiterTable(seats int) *ArbiterTable { return &ArbiterTable{forks: newForks(seats)} }

// Eat calls meal with both forks in hand, and grace with the first. Neither may use the table.
func (t *ArbiterTable) Eat(seat int, grace, meal func()) {
	left, right := t.take(seat, grace)
	defer left.Unlock()
	defer right.Unlock()
	meal()
}

func (t *ArbiterTable) take(seat int, grace func()) (left, right *sync.Mutex) {
	t.arbiter.Lock()
	defer t.arbiter.Unlock()
	left, right = t.beside(seat)
	left.Lock()
	grace()
	right.Lock()
	return left, right
}
