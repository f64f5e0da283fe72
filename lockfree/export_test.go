package lockfree

import "testing"

// NewQueueOf returns an empty queue whose first segment has that many slots.
func NewQueueOf[T any](slots int) *Queue[T] {
	q := new(Queue[T])
	q.begin(newSegment[T](slots))
	return q
}

// Impatient has consumers look once at a slot that is claimed, before they skip it, until the test
// is over. What they would see at the second look is only what they might have seen at the first.
func Impatient(t testing.TB) {
	before := patience
	patience = 1
	t.Cleanup(func() { patience = before })
}
