package atomic

import "sync/atomic"

// Max keeps the largest value that was observed: the longest delay, the deepest queue, the latest
// timestamp. The first value counts whatever it is, a negative one too, which would be lost in a
// number that begins at 0. It is the loop of [Counter.Update], which ends early where there is nothing to
// change. As an object of its own it is the max register of James Aspnes, Hagit Attiya and Keren Censor,
// "Max Registers, Counters, and Monotone Circuits" (PODC 2009).
//
// An Observe that moves the mark takes effect at its compare-and-swap; any other, and Value, at a load.
// An Observe that finds the mark high enough has but loaded it, so that goroutines that observe nothing
// new don't take the mark out of each other's caches.
//
// An Observe that moved the mark happens before every Value that returns what it observed.
// The zero value has observed nothing. A Max must not be copied after first use. Value is wait-free,
// Observe lock-free: a compare-and-swap fails only because another one has moved the mark. Both are
// O(1) without contention, and allocate nothing.
type Max[T integer] struct {
	mark mark
}

// Observe raises the mark to v if it is lower, and says whether it was.
func (m *Max[T]) Observe(v T) (raised bool) { return m.mark.raise(rank(v)) }

// Value returns the largest value that was observed; ok says whether there was any.
func (m *Max[T]) Value() (v T, ok bool) {
	r, ok := m.mark.load()
	if ok {
		v = unrank[T](r)
	}
	return v, ok
}

// Min keeps the smallest value that was observed. It is a [Max] (Aspnes, Attiya and Censor, 2009) of the
// opposite order, and all that is said there holds for it.
//
// An Observe that moved the mark happens before every Value that returns what it observed.
// The zero value has observed nothing. A Min must not be copied after first use. Value is wait-free,
// Observe lock-free; both are O(1) without contention, and allocate nothing.
type Min[T integer] struct {
	mark mark
}

// Observe lowers the mark to v if it is higher, and says whether it was.
func (m *Min[T]) Observe(v T) (lowered bool) { return m.mark.raise(^rank(v)) }

// Value returns the smallest value that was observed; ok says whether there was any.
func (m *Min[T]) Value() (v T, ok bool) {
	r, ok := m.mark.load()
	if ok {
		v = unrank[T](^r)
	}
	return v, ok
}

type integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// rank maps values to words in the same order: with the highest bit turned over, the negative ones
// come first.
func rank[T integer](v T) uint64 {
	if ^T(0) < 0 {
		return uint64(v) ^ 1<<63
	}
	return uint64(v)
}

// unrank returns the value that has this rank.
func unrank[T integer](r uint64) T {
	if ^T(0) < 0 {
		r ^= 1 << 63
	}
	return T(r)
}

// A mark is a rank that only rises, from 0. A rank of 0 may also have been observed, and there is no
// 65th bit to say so; seen does. These are two words for one fact, as in [UnsafeTwo], and may be
// looked at one after the other all the same, since neither of them ever goes back; see raise and load.
type mark struct {
	rank atomic.Uint64
	seen atomic.Bool // whether 0 was observed while rank was 0
}

// raise raises the mark to r if it is lower, or if r is 0 and the first. What sets seen may find that the
// rank has risen since it was 0: then it came right before that, where nobody has looked.
func (m *mark) raise(r uint64) bool {
	for {
		now := m.rank.Load()
		switch {
		case r == 0 && now == 0:
			return !m.seen.Load() && m.seen.CompareAndSwap(false, true)
		case r <= now:
			return false
		case m.rank.CompareAndSwap(now, r):
			return true
		}
	}
}

// load returns the mark, and whether anything was observed. If seen was set it still is when the rank
// is looked at, so that all that is returned is of that moment; and so it is if the rank is not 0, as
// then seen doesn't matter. If seen was not set, and the rank is 0 even later, then it was 0 when
// seen was looked at, and nothing had been observed by then.
func (m *mark) load() (rank uint64, ok bool) {
	seen := m.seen.Load()
	rank = m.rank.Load()
	return rank, seen || rank != 0
}
