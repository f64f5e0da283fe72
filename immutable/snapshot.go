package immutable

import (
	"context"
	"iter"
	"sync/atomic"
)

// Snapshot holds a value that is replaced and never changed: [UnsafePublish] with an atomic pointer, and
// [UnsafeCopyThenStore] with a compare-and-swap in place of a store. Who has loaded a value keeps it, whatever
// comes after it; who has to know what comes after it waits for that by [Snapshot.Watch], [Snapshot.Wait] or
// [Snapshot.Changes].
//
// It is as immutable as its values are. A T that holds a slice, a map or a pointer shares what that
// leads to with every other copy of it, so nobody may write there: see [List] and [Map].
//
// # Why no change is missed
//
// Who waits looks twice, and who stores looks once. Watch puts a watch of the value that it has seen where
// everybody finds it, and then looks whether that is still the value; Store replaces the value, and then looks
// for a watch. In the one order that all atomic operations are in, either the watch was there when Store
// looked, and Store closes its channel, or the value was replaced when Watch looked again, and Watch begins anew.
//
// A watch is of one value, and is told by its address: while the watch holds that, the garbage collector
// gives it to no other. It is closed when another value is there, not sooner, and by the one goroutine that took
// it away by a compare-and-swap, hence once. All who wait for the same change share a watch. Who gives up
// leaves nothing behind but that: one channel a Snapshot at most, which the next change takes away.
//
// The linearization points are the load of the pointer in Load, in Watch the second one, and the compare-and-swap that
// succeeds in all others. Store could do without one: but a failure tells it that others store too, and that it should let
// them have the cache line for a while, which makes them all faster than a store by everybody at once. To look, and then to wait for more than what one has seen, is
// from David Reed and Rajendra Kanodia, "Synchronization with Eventcounts and Sequencers" (CACM 22(2), 1979); the
// address of the value is the count here.
//
// A Store, Fill or Update happens before every operation that observes its value, and what is before it happens
// before the channel of a watch that it ends is closed.
// The zero value holds the zero T. A Snapshot must not be copied after first use.
// Load is wait-free; Store, Fill, Update and Watch are lock-free; Wait and Changes block. All are O(1), what is
// lock-free for each time that it has to begin again. A change allocates its T, the first Watch of a value a channel, Load nothing.
type Snapshot[T any] struct {
	p atomic.Pointer[T]        // to a T that nobody writes; nil for the zero T
	w atomic.Pointer[watch[T]] // nil if nobody waits
}

// A watch is for those who wait until something else than p is there.
type watch[T any] struct {
	p        *T
	replaced chan struct{} // closed then
}

// Load returns the value.
func (s *Snapshot[T]) Load() T { return pointedTo(s.p.Load()) }

// Store makes value the one to be loaded from now on.
func (s *Snapshot[T]) Store(value T) { s.store(&value) }

// Fill has fill build a new value from the zero T, and then stores it: [UnsafePublishEarly] with
// these two in the right order. fill must not keep the pointer. If it panics, nothing is stored.
func (s *Snapshot[T]) Fill(fill func(next *T)) {
	if fill == nil {
		panic("immutable: Snapshot.Fill(nil): no function to build the value with; to store the zero one, call Store")
	}
	next := new(T)
	fill(next)
	s.store(next)
}

func (s *Snapshot[T]) store(next *T) {
	for failed := 1; !s.p.CompareAndSwap(s.p.Load(), next); failed++ {
		backoff(failed)
	}
	s.tell()
}

// Update replaces the value by f of it. If another value was stored while f ran, f is called again,
// with that one. So f may run many times, and should do nothing but compute; it must not write to
// what the value that it is given leads to, which others are reading. If f panics, nothing is replaced.
//
// The comparison is one of pointers, and is not fooled by a value that went away and came back:
// while old is in use here, the garbage collector gives its memory to nobody else.
func (s *Snapshot[T]) Update(f func(old T) (next T)) {
	if f == nil {
		panic("immutable: Snapshot.Update(nil): no function to compute the next value with; to replace the value by one that does not depend on it, call Store")
	}
	for failed := 1; ; failed++ {
		old := s.p.Load()
		next := f(pointedTo(old))
		if s.p.CompareAndSwap(old, &next) {
			s.tell()
			return
		}
		backoff(failed)
	}
}

// tell closes the channel of a watch whose value is not there any more. It comes after the value was replaced.
func (s *Snapshot[T]) tell() {
	if w := s.w.Load(); w != nil && w.p != s.p.Load() {
		s.end(w)
	}
}

// end takes w away and closes its channel, unless somebody else has.
func (s *Snapshot[T]) end(w *watch[T]) {
	if s.w.CompareAndSwap(w, nil) {
		close(w.replaced)
	}
}

// Watch returns the value, and a channel that is closed when it is replaced. The next change closes it, and
// nothing else; who does not want to know any more forgets the channel.
//
// A T of size zero has but one value, and may never be seen to change.
func (s *Snapshot[T]) Watch() (value T, replaced <-chan struct{}) {
	for {
		p, w := s.p.Load(), s.w.Load()
		switch {
		case w != nil && w.p != p:
			s.tell() // either p is not there any more, or w.p is not, and who has replaced that may not have got so far
			continue
		case w == nil:
			w = &watch[T]{p, make(chan struct{})}
			if !s.w.CompareAndSwap(nil, w) {
				continue
			}
		}
		if s.p.Load() == p {
			return pointedTo(p), w.replaced
		}
		s.end(w) // nobody need have seen it
	}
}

// Wait returns the value as soon as it is one that suits, at once or after a change. It may not see a value that
// another one replaces quickly. If ctx is done before, it returns the last value that it has seen and the cause.
func (s *Snapshot[T]) Wait(ctx context.Context, suits func(T) bool) (T, error) {
	if suits == nil {
		panic("immutable: Snapshot.Wait(nil): no function to say which value is waited for; to wait for any change, receive from the channel of Watch")
	}
	for {
		value, replaced := s.Watch()
		if suits(value) {
			return value, nil
		}
		select {
		case <-replaced:
		case <-ctx.Done():
			return value, context.Cause(ctx)
		}
	}
}

// Changes returns the value, and each that replaces it, until ctx is done. While the loop's body runs a value may be
// replaced more than once; then the next one is the newest.
func (s *Snapshot[T]) Changes(ctx context.Context) iter.Seq[T] {
	return func(yield func(T) bool) {
		for ctx.Err() == nil {
			value, replaced := s.Watch()
			if !yield(value) {
				return
			}
			select {
			case <-replaced:
			case <-ctx.Done():
			}
		}
	}
}

// pointedTo returns what p points to, or the zero T if it is nil.
func pointedTo[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

// backoff takes a moment, after a compare-and-swap has failed that many times, in which whoever succeeded can go on
// with the cache line that both want: two that take it from each other at every step are several times slower.
func backoff(failed int) {
	for range 1 << min(11+failed, 14) {
	}
}
