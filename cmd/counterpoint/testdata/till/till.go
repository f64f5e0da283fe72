package till

import "sync"

// UnsafeSum is a till without a lock.
//
// What goes wrong: A reads 5, B reads 5, A writes 6, B writes 6. Two payments, and the sum went up by one.
type UnsafeSum struct{ sum int }

// NewUnsafeSum returns a till with so much in it.
func NewUnsafeSum(sum int) *UnsafeSum { return &UnsafeSum{sum} }

// Pay adds to the sum.
func (u *UnsafeSum) Pay(n int) { u.sum += n }

// Unrelated stands in between.
func Unrelated() {}

// Sum is a till with a lock. It has, for the sake of a line that is too long for half of a terminal:
//
//   - a list, whose first item goes on and on and on
//     and has a second line;
//   - another item.
type Sum struct {
	mu  sync.Mutex
	sum int
}

// Pay adds to the sum, and tells everybody who wants to know what it was before and what it is after that.
func (s *Sum) Pay(n int, tellEverybodyWhoWantsToKnow func(before, after int)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	tellEverybodyWhoWantsToKnow(s.sum, s.sum+n)
	s.sum += n
}
