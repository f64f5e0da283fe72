package self

import "sync"

// A Local has a value for each goroutine, by its place. Where places are used again there are never more than goroutines
// at a time, so a [Table] will do; else a value has to be removed.
type Local[T any] struct {
	table  Table[T]
	places sync.Map
}

// Get returns the value of who has the place now or has had it last, nil if it has none.
func (l *Local[T]) Get(place uintptr) *T {
	if Reused {
		return l.table.Get(uint64(place))
	}
	v, _ := l.places.Load(place)
	found, _ := v.(*T)
	return found
}

// Set sets the value, and returns that of the goroutine that has had the place before, nil if there was none.
func (l *Local[T]) Set(place uintptr, v *T) (old *T) {
	if Reused {
		return l.table.set(uint64(place), v)
	}
	l.places.Store(place, v)
	return nil
}

// Remove takes the value out, unless the place will be used again.
func (l *Local[T]) Remove(place uintptr) {
	if !Reused {
		l.places.Delete(place)
	}
}
