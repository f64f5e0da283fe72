package deadlock

import "time"

// UnsafeTable is the table at which everybody does the same: the left fork first, then the right.
//
// What goes wrong: each philosopher takes the left fork, and now all forks are taken, each of
// them somebody's right one. All wait, in a circle with as many locks as there are seats.
//
// Who notices: the runtime, if all other goroutines sleep too. A checker that looks for a pair of
// locks taken in both orders finds none, unless the table is for two; one that looks for circles does, once
// everybody has eaten.
type UnsafeTable struct {
	forks
}

// NewUnsafeTable returns a table with all its forks on it.
func NewUnsafeTable(seats int) *UnsafeTable { return &UnsafeTable{newForks(seats)} }

// Eat calls meal with both forks in hand, and grace with the first.
func (t *UnsafeTable) Eat(seat int, grace, meal func()) {
	left, right := t.beside(seat)
	left.Lock()
	defer left.Unlock()
	grace()
	right.Lock()
	defer right.Unlock()
	meal()
}

// UnsafeSpin is [UnsafeTable] after a wrong fix: TryLock in a loop, because TryLock does not wait.
//
// What goes wrong: the loop does. It asks again and again for the right fork and never puts down
// the left one, so it is the same circle, only that everybody in it is awake. TryLock breaks a
// deadlock by what is done when it fails ([BackoffTable]), not by itself.
//
// Who notices: nobody but a deadline. To the runtime the goroutines are not asleep for good, each
// has a timer that will wake it, and without the Sleep they would even take all the processors.
type UnsafeSpin struct {
	forks
}

// NewUnsafeSpin returns a table with all its forks on it.
func NewUnsafeSpin(seats int) *UnsafeSpin { return &UnsafeSpin{newForks(seats)} }

// Eat calls meal with both forks in hand, and grace with the first.
func (t *UnsafeSpin) Eat(seat int, grace, meal func()) {
	left, right := t.beside(seat)
	left.Lock()
	defer left.Unlock()
	grace()
	for !right.TryLock() {
		time.Sleep(time.Millisecond)
	}
	defer right.Unlock()
	meal()
}

// UnsafePolite is [UnsafeTable] after a fix that is nearly right: who does not get the right fork
// puts the left one back, so that another may have it, and begins anew.
//
// What goes wrong: all take the left fork, all find the right one taken, all put the left one back,
// and all take it again. Nobody waits for anybody, everybody works, and nobody eats. That is a
// livelock: two people in a corridor, each stepping aside to the same side. It lasts as long as
// they keep in step; on a machine they fall out of step sooner or later, and nobody knows when.
// [BackoffTable] makes them.
//
// Who notices: an assertion that something has been eaten.
type UnsafePolite struct {
	forks

	Sorry func() // said with the left fork in hand and the right one taken, unless nil
	Tries int    // after so many a philosopher leaves without a meal; 0 is never
}

// NewUnsafePolite returns a table with all its forks on it.
func NewUnsafePolite(seats int) *UnsafePolite { return &UnsafePolite{forks: newForks(seats)} }

// Eat calls meal with both forks in hand, and grace with the first.
func (t *UnsafePolite) Eat(seat int, grace, meal func()) {
	for try := 1; !t.try(seat, grace, meal); try++ {
		if try == t.Tries {
			return
		}
	}
}

func (t *UnsafePolite) try(seat int, grace, meal func()) bool {
	left, right := t.beside(seat)
	left.Lock()
	defer left.Unlock()
	grace()
	if !right.TryLock() {
		if t.Sorry != nil {
			t.Sorry()
		}
		return false
	}
	defer right.Unlock()
	meal()
	return true
}
