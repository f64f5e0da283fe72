package atomic

import "sync/atomic"

// UnsafeCheckThenAdd is a sum with an upper limit: look whether there is room, then add.
//
// What goes wrong: one place is left; A finds room for 1, B finds room for 1, both add. The sum is
// over its limit, and stays there. The look and the Add are atomic each, and what the look found
// does not hold any more by the time of the Add (check then act; time of check, time of use).
//
// Who notices: nobody but an assertion on the limit.
type UnsafeCheckThenAdd struct {
	n     atomic.Int64
	limit int64
}

// NewUnsafeCheckThenAdd returns a sum of 0 that is meant to stay at or below limit.
func NewUnsafeCheckThenAdd(limit int64) *UnsafeCheckThenAdd {
	return &UnsafeCheckThenAdd{limit: limit}
}

// TryAdd adds delta if there was room for it, and says whether there was.
func (b *UnsafeCheckThenAdd) TryAdd(delta int64) bool {
	if b.Room() < delta {
		return false
	}
	b.Add(delta)
	return true
}

// Room returns how much could be added without going over the limit.
func (b *UnsafeCheckThenAdd) Room() int64 { return b.limit - b.n.Load() }

// Add adds delta, whatever the limit: it is for callers who know that there is room.
func (b *UnsafeCheckThenAdd) Add(delta int64) { b.n.Add(delta) }

// Value returns the sum.
func (b *UnsafeCheckThenAdd) Value() int64 { return b.n.Load() }

// UnsafeAddThenUndo is [UnsafeCheckThenAdd] after a wrong fix: since the look can't be trusted, add
// first, look at the result, which is certain, and take it back if it was too much.
//
// What goes wrong: the limit is 10 and the sum 8. A adds 5, which makes 13; before A takes it back,
// a reader sees a sum above the limit, and B, who wants 2 of the 2 that are left, is refused. No two
// callers both get the last place now, but the sum still goes over its limit, and a caller that
// nothing stood in the way of was turned away by one that got nothing either.
//
// Who notices: nobody but an assertion that looks at the moment in between.
type UnsafeAddThenUndo struct {
	n     atomic.Int64
	limit int64
}

// NewUnsafeAddThenUndo returns a sum of 0 that is meant to stay at or below limit.
func NewUnsafeAddThenUndo(limit int64) *UnsafeAddThenUndo {
	return &UnsafeAddThenUndo{limit: limit}
}

// TryAdd adds delta, takes it back if that was too much, and says whether it stayed.
func (b *UnsafeAddThenUndo) TryAdd(delta int64) bool {
	if b.Add(delta) > b.limit {
		b.Add(-delta)
		return false
	}
	return true
}

// Add adds delta, whatever the limit, and returns the new sum.
func (b *UnsafeAddThenUndo) Add(delta int64) (sum int64) { return b.n.Add(delta) }

// Value returns the sum.
func (b *UnsafeAddThenUndo) Value() int64 { return b.n.Load() }
