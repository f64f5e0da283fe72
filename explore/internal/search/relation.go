package search

import (
	"hash/maphash"
	"math/bits"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A relation is the happens-before of one execution, as the order of dependent events: which event
// cannot be moved before which other. Events are numbered as in the execution.
type relation struct {
	x       *sched.Exec
	width   int           // goroutines
	clocks  []int32       // width for each event: how many events of each goroutine are before it, and itself
	touches []sched.Touch // of all events, one after the other
	starts  []int32       // by event: the first of its touches; and the end
	now     []int32       // width for each goroutine: its clock
	objs    []int32       // width for each object and mode: the clocks of the events so far, joined
	modes   []uint8       // by object: the modes of the events so far, as a set
}

// build reads the execution. Its first kept events are those of the execution that was read before.
func (r *relation) build(x *sched.Exec, kept int) {
	if r.width != len(x.Gs) {
		kept = 0
	}
	r.x, r.width = x, len(x.Gs)
	w, n := r.width, len(x.Events)
	r.clocks = growKeep(r.clocks, n*w)
	r.now = clock.Zero(r.now, w*w)
	r.objs = grow(r.objs, len(x.Objs)*int(modeCount)*w)
	r.modes = clock.Zero(r.modes, len(x.Objs))
	if kept == 0 {
		r.touches, r.starts = r.touches[:0], r.starts[:0]
	} else {
		r.touches, r.starts = r.touches[:r.starts[kept]], r.starts[:kept]
	}
	started := x.Started
	for i := range x.Events {
		for len(started) > 0 && int(x.Spawns[started[0]].At) <= i {
			g := started[0]
			copy(r.clockOf(g), r.clockOf(x.Spawns[g].Parent))
			started = started[1:]
		}
		if i >= kept {
			r.read(i)
		}
		r.note(i)
	}
	r.starts = append(r.starts, int32(len(r.touches)))
}

// read computes the clock of event i from what has been noted.
func (r *relation) read(i int) {
	e := &r.x.Events[i]
	op := r.x.Op(e.G, e.I)
	r.starts = append(r.starts, int32(len(r.touches)))
	r.touches = r.x.Touches(r.touches, op, e.Transition, e.Mode)
	c := r.clock(i)
	copy(c, r.clockOf(e.G))
	if e.With != sched.None {
		clock.Join(c, r.clockOf(e.With))
		c[e.With]++
	}
	if op.Kind == sched.Join || op.Kind == sched.Fire && r.x.Patient || e.Quiet {
		for g := range r.width {
			clock.Join(c, r.clockOf(int32(g)))
		}
	}
	for _, t := range r.touches[r.starts[i]:] {
		for seen := r.modes[t.Obj]; seen != 0; seen &= seen - 1 {
			if m := sched.Mode(bits.TrailingZeros8(seen)); sched.Conflict(m, t.Mode) {
				clock.Join(c, r.object(t.Obj, m))
			}
		}
	}
	c[e.G]++
}

// note takes in the clock of event i.
func (r *relation) note(i int) {
	e := &r.x.Events[i]
	c := r.clock(i)
	copy(r.clockOf(e.G), c)
	if e.With != sched.None {
		copy(r.clockOf(e.With), c)
	}
	end := len(r.touches)
	if i+1 < len(r.starts) {
		end = int(r.starts[i+1])
	}
	for _, t := range r.touches[r.starts[i]:end] {
		// What conflicts with the like comes after all of it.
		if known := r.object(t.Obj, t.Mode); r.modes[t.Obj]&(1<<t.Mode) == 0 || t.Mode == sched.Write {
			copy(known, c)
		} else {
			clock.Join(known, c)
		}
		r.modes[t.Obj] |= 1 << t.Mode
	}
	for _, g := range r.x.Woken[e.First : e.First+e.Woke] {
		clock.Join(r.clockOf(g), c)
	}
}

const modeCount = sched.Returned + 1

func (r *relation) object(obj int32, m sched.Mode) []int32 {
	at := (int(obj)*int(modeCount) + int(m)) * r.width
	return r.objs[at : at+r.width]
}

// clockOf returns the clock of a goroutine.
func (r *relation) clockOf(g int32) []int32 { return r.now[int(g)*r.width:][:r.width] }

func (r *relation) clock(e int) []int32 { return r.clocks[e*r.width:][:r.width] }

// touched returns what the event did to which objects.
func (r *relation) touched(e int) []sched.Touch { return r.touches[r.starts[e]:r.starts[e+1]] }

// before says whether event i is before event j, which is not earlier.
func (r *relation) before(i, j int) bool {
	g := r.x.Events[i].G
	return r.clock(j)[g] >= r.clock(i)[g]
}

// seed makes hashes comparable within a process.
var seed = maphash.MakeSeed()

// hash is the same for two executions if they are of the same trace: if one can be made of the other
// by swapping independent neighbours.
func (r *relation) hash() uint64 {
	// The number of a goroutine may be another one in another exploration; its descent is not.
	names := make([]uint64, r.width)
	names[0] = maphash.Comparable(seed, 0)
	for _, g := range r.x.Started {
		s := r.x.Spawns[g]
		names[g] = maphash.Comparable(seed, [2]uint64{names[s.Parent], uint64(s.K)})
	}
	name := func(g int32) uint64 {
		if g < 0 {
			return 1
		}
		return names[g]
	}
	var sum uint64
	for i := range r.x.Events {
		e := &r.x.Events[i]
		var before uint64
		for g, n := range r.clock(i) {
			if n > 0 { // there may be more goroutines in other executions
				before += maphash.Comparable(seed, [2]uint64{names[g], uint64(n)})
			}
		}
		sum += maphash.Comparable(seed, [4]uint64{
			name(e.G), name(e.With), before,
			maphash.Comparable(seed, [5]int32{e.I, e.WithI, e.Alt, e.WithAlt, int32(e.Mode)}),
		})
	}
	return sum
}

// grow returns a slice of length n that may hold anything.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// growKeep is grow that keeps what there is.
func growKeep[T any](s []T, n int) []T {
	if cap(s) < n {
		return append(make([]T, 0, n+n/2), s...)[:n]
	}
	return s[:n]
}
