package lockorder

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// A clock says, of each goroutine that it knows of, how far that had come: what happens before. It is a vector clock
// (Mattern, "Virtual Time and Global States of Distributed Systems", 1989) of what is ordered in every run, which
// is the start of a goroutine, the wait for its end, and what channels order: see past. What a lock orders is not in it: that may be the other way round
// the next time, which is the very question.
//
// It is never changed, so goroutines may share it. Most programs start their goroutines before any lock has been
// taken inside another, and then all clocks are nil.
type clock []tick // by goroutine

// A tick says how far one goroutine had come.
type tick struct {
	goroutine, time uint64
}

func byGoroutine(t tick, goroutine uint64) int { return cmp.Compare(t.goroutine, goroutine) }

// of returns how far the goroutine had come, 0 if nothing is known.
func (c clock) of(goroutine uint64) uint64 {
	if i, found := slices.BinarySearchFunc(c, goroutine, byGoroutine); found {
		return c[i].time
	}
	return 0
}

// with returns what both know.
func (c clock) with(other clock) clock {
	if len(c) == 0 || len(other) == 0 {
		return append(c[:len(c):len(c)], other...)
	}
	if &c[0] == &other[0] && len(c) == len(other) {
		return c
	}
	both := make(clock, 0, len(c)+len(other))
	for len(c) > 0 && len(other) > 0 {
		switch a, b := c[0], other[0]; cmp.Compare(a.goroutine, b.goroutine) {
		case -1:
			both, c = append(both, a), c[1:]
		case 1:
			both, other = append(both, b), other[1:]
		default:
			both, c, other = append(both, tick{a.goroutine, max(a.time, b.time)}), c[1:], other[1:]
		}
	}
	return append(append(both, c...), other...)
}

// longClock is the length from which on a clock is trimmed.
var longClock atomic.Int64

const leastLongClock = 64

// trim returns the clock without those goroutines that have ended and left nothing in the graph: nobody will ask for them.
// What it costs is in proportion to what has been learnt since the last time.
func (c clock) trim() clock {
	if int64(len(c)) < max(leastLongClock, longClock.Load()) {
		return c
	}
	alive := map[uint64]bool{}
	for _, g := range seen.all() {
		alive[g.id] = true
	}
	order.Lock()
	defer order.Unlock()
	c = slices.DeleteFunc(slices.Clone(c), func(t tick) bool { return !alive[t.goroutine] && order.speakers[t.goroutine] == 0 })
	longClock.Store(int64(2 * len(c)))
	return c
}
