// Package clock finds the data races of an execution: pairs of accesses to one variable, one of them a
// write, that nothing orders. Order is the Go memory model's happens-before, and is followed by vector
// clocks (Colin J. Fidge and Friedemann Mattern, 1988); the last accesses of each goroutine are kept, as in
// Djit+ (Eli Pozniansky and Assaf Schuster, PPoPP 2003), so that what is found in an execution is found
// in all those of its trace.
package clock

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A Race is two accesses that nothing orders. They are events of the execution.
type Race struct{ First, Second int }

// A Detector finds races. It keeps what it has allocated.
type Detector struct {
	x     *sched.Exec
	width int
	now   []int32 // width for each goroutine
	sync  []int32 // width for each object: what its last release knew
	read  []int32 // width for each object: what those knew who let go of it after reading
	slots [][]int32
	turns []turn // by object
	last  []access
	races []Race

	started []int32 // the goroutines that are still to start

	timers map[sched.TimerID][]int32 // what those knew who started them
	ups    []up                      // the Adds to WaitGroups since these were last at zero
}

// An up is an Add that has let the count of a WaitGroup grow.
type up struct {
	obj, g int32
	when   int32 // g's own clock then
}

// A turn is where a buffered channel's ring stands.
type turn struct{ sent, received int32 }

// An access is the last one of a kind, of a goroutine, to an object.
type access struct {
	event int32 // plus 1; 0 is none
	when  int32 // the goroutine's own clock then
}

// The kinds of accesses that are told apart.
const (
	plainRead = iota
	plainWrite
	atomicRead
	atomicWrite
	accessKinds
)

// An Add that takes a WaitGroup up from zero must be ordered with each Wait, and need not be with its like; nor
// need Waits. Go's race detector has a read and a write of a word for that. An object is a WaitGroup or memory,
// so that two kinds of accesses to memory will do which are a race with each other, and not with themselves.
const (
	groupFirst = plainRead
	groupWait  = atomicWrite
)

// To Go's race detector a send reads the channel, and a close writes to it: if nothing orders the two, the close may
// come first, and the send panics. Here too they are a race with each other, and not with themselves.
const (
	channelSend  = plainRead
	channelClose = atomicWrite
)

// Races returns the races of the execution, in the order of their second accesses. The slice is valid until
// the next call.
func (d *Detector) Races(x *sched.Exec) []Race {
	d.begin(x)
	for i := range x.Events {
		d.next(i)
	}
	return d.races
}

// begin forgets what was, for the execution to be followed from its first event on.
func (d *Detector) begin(x *sched.Exec) {
	d.x, d.width = x, len(x.Gs)
	w := d.width
	d.now = Zero(d.now, w*w)
	d.sync = Zero(d.sync, len(x.Objs)*w)
	d.read = Zero(d.read, len(x.Objs)*w)
	d.last = Zero(d.last, len(x.Objs)*w*accessKinds)
	d.turns = Zero(d.turns, len(x.Objs))
	d.slots = Zero(d.slots, len(x.Objs))
	d.races, d.ups = d.races[:0], d.ups[:0]
	d.started = x.Started
}

// next follows the execution over an event, and those who were started before it.
func (d *Detector) next(i int) {
	for len(d.started) > 0 && int(d.x.Spawns[d.started[0]].At) <= i {
		g := d.started[0]
		copy(d.clock(g), d.clock(d.x.Spawns[g].Parent))
		d.started = d.started[1:]
	}
	d.event(i)
}

func (d *Detector) event(i int) {
	x := d.x
	e := &x.Events[i]
	op := x.Op(e.G, e.I)
	c := d.clock(e.G)
	c[e.G]++
	if e.With != sched.None {
		d.clock(e.With)[e.With]++
	}
	kind, obj := op.Kind, op.Obj
	if kind == sched.Select {
		if e.Alt == sched.Default {
			return
		}
		kind, obj = op.Cases[e.Alt].Kind, op.Cases[e.Alt].Obj
	}
	if kind == sched.Join {
		for g := range d.width {
			Join(c, d.clock(int32(g)))
		}
	}
	switch kind {
	case sched.LoadAll:
		d.accessAll(i, op, plainRead)
		return
	case sched.StoreAll:
		d.accessAll(i, op, plainWrite)
		return
	}
	if obj == sched.None {
		return
	}
	if memory := x.Memory(obj); memory != sched.None {
		d.access(i, e.G, memory, atomicKind(e.Mode))
	}
	known := d.sync[int(obj)*d.width:][:d.width]
	read := d.read[int(obj)*d.width:][:d.width]
	switch kind {
	case sched.Load:
		d.access(i, e.G, obj, plainRead)
	case sched.Store:
		d.access(i, e.G, obj, plainWrite)
	case sched.AtomicLoad:
		d.access(i, e.G, obj, atomicRead)
		Join(c, known)
	case sched.AtomicStore:
		d.access(i, e.G, obj, atomicWrite)
		copy(known, c)
	case sched.AtomicAdd, sched.AtomicCAS:
		Join(c, known)
		if e.Mode == sched.Read {
			d.access(i, e.G, obj, atomicRead)
			return
		}
		d.access(i, e.G, obj, atomicWrite)
		copy(known, c)
	case sched.Lock, sched.TryLock, sched.RLock, sched.TryRLock, sched.OnceEnter:
		if e.Mode != sched.Read || kind == sched.OnceEnter {
			Join(c, known)
		}
	case sched.RWLock, sched.RWTryLock:
		if e.Mode != sched.Read {
			Join(c, known)
			Join(c, read)
		}
	case sched.Unlock, sched.RWUnlock, sched.OnceLeave, sched.Open:
		copy(known, c)
	case sched.RUnlock:
		Join(read, c)
	case sched.GroupAdd:
		if op.Arg < 0 {
			Join(known, c)
		} else if op.Arg > 0 && d.isFirst(e, obj, c) {
			d.access(i, e.G, obj, groupFirst)
		}
	case sched.Pass:
		Join(c, known)
	case sched.GroupWait:
		d.access(i, e.G, obj, groupWait) // before it knows who is Done: that does not order it with the first Add
		Join(c, known)
	case sched.Close:
		if e.Mode == sched.Write { // and else it panics
			d.access(i, e.G, obj, channelClose)
		}
		Join(known, c)
	case sched.Send, sched.Receive:
		if sender := senderOf(e, kind); sender != sched.None {
			d.access(i, sender, obj, channelSend)
		}
		d.communicate(e, kind, obj, c, known)
	case sched.TimerNew:
		if d.timers == nil {
			d.timers = map[sched.TimerID][]int32{}
		}
		d.timers[sched.TimerID{G: e.G, I: e.I}] = slices.Clone(c)
	case sched.Fire:
		copy(c, d.timers[e.Fired]) // and what an earlier timer brought is not known to this one
		if start := x.Op(e.Fired.G, e.Fired.I); start.Kind == sched.TimerNew && start.Obj2 != sched.None {
			copy(d.slot(start.Obj2, 0), c)
		}
	case sched.CondWait:
		copy(d.sync[int(op.Obj2)*d.width:][:d.width], c)
	case sched.CondSignal, sched.CondBroadcast:
		for _, g := range x.Woken[e.First : e.First+e.Woke] {
			Join(d.clock(g), c)
		}
	}
}

// senderOf returns who sends in a communication, None if nobody does.
func senderOf(e *sched.Event, kind sched.Kind) int32 {
	if kind == sched.Send {
		return e.G
	}
	return e.With
}

// communicate orders senders and receivers: the kth receive comes after the kth send, and the send that
// uses its place in the buffer again comes after it.
func (d *Detector) communicate(e *sched.Event, kind sched.Kind, obj int32, c, known []int32) {
	if e.With != sched.None {
		Join(c, d.clock(e.With))
		Join(d.clock(e.With), c)
		return
	}
	if e.Mode == sched.Read { // the channel is closed
		if kind == sched.Receive { // a send that panics knows nothing of the close
			Join(c, known)
		}
		return
	}
	turn := d.slotsOf(obj)
	at := &turn.sent
	if kind == sched.Receive {
		at = &turn.received
	}
	slot := d.slot(obj, *at)
	*at++
	Join(c, slot)
	copy(slot, c)
}

// slotsOf makes the slots of a channel's buffer, if need be, and returns where that stands.
func (d *Detector) slotsOf(obj int32) *turn {
	if d.slots[obj] == nil {
		d.slots[obj] = make([]int32, int(d.x.Inits[obj].Cap)*d.width)
		d.turns[obj].sent = d.x.Inits[obj].N
	}
	return &d.turns[obj]
}

// slot returns what is known by whom the kth value in a channel's buffer is from, and by who has taken it out.
func (d *Detector) slot(obj, k int32) []int32 {
	d.slotsOf(obj)
	return d.slots[obj][int(k%d.x.Inits[obj].Cap)*d.width:][:d.width]
}

// isFirst says whether an Add may take the count up from zero: whether all Adds that have been made since that was
// at zero could as well come after it. Adds commute, and an execution speaks for all of its trace.
func (d *Detector) isFirst(e *sched.Event, obj int32, c []int32) bool {
	if e.Was.N == 0 {
		d.ups = slices.DeleteFunc(d.ups, func(u up) bool { return u.obj == obj })
	}
	first := !slices.ContainsFunc(d.ups, func(u up) bool { return u.obj == obj && u.when <= c[u.g] })
	d.ups = append(d.ups, up{obj, e.G, c[e.G]})
	return first
}

// access looks for accesses of others that conflict with this one, by a goroutine, and are not known to it.
func (d *Detector) access(i int, by, obj int32, kind int) {
	c := d.clock(by)
	for g := range d.width {
		if int32(g) == by {
			continue
		}
		for other := range accessKinds {
			if a := d.lastAccess(obj, int32(g), other); a.event > 0 && races(kind, other) && c[g] < a.when {
				d.races = append(d.races, Race{int(a.event - 1), i})
			}
		}
	}
	*d.lastAccess(obj, by, kind) = access{event: int32(i) + 1, when: c[by]}
}

// accessAll is access to several variables.
func (d *Detector) accessAll(i int, op *sched.Op, kind int) {
	g := d.x.Events[i].G
	if op.Data != nil { // more than can be told apart: those are meant that anybody has to do with
		for _, v := range d.x.Within(op.Data, uintptr(op.Arg)) {
			d.access(i, g, v.ID, kind)
		}
		return
	}
	for _, v := range op.Cases {
		d.access(i, g, v.Obj, kind)
	}
}

// atomicKind is the kind of access to its own memory that a lock or an atomic makes.
func atomicKind(m sched.Mode) int {
	if m == sched.Read {
		return atomicRead
	}
	return atomicWrite
}

func races(a, b int) bool {
	writes := a == plainWrite || a == atomicWrite || b == plainWrite || b == atomicWrite
	plain := a == plainRead || a == plainWrite || b == plainRead || b == plainWrite
	return writes && plain
}

func (d *Detector) lastAccess(obj, g int32, kind int) *access {
	return &d.last[(int(obj)*d.width+int(g))*accessKinds+kind]
}

// clock returns the clock of a goroutine.
func (d *Detector) clock(g int32) []int32 { return d.now[int(g)*d.width:][:d.width] }

// Join makes c the least clock that is after both.
func Join(c, d []int32) {
	for i, n := range d {
		if n > c[i] {
			c[i] = n
		}
	}
}

// Zero returns a slice of n zeros, which is s if that is long enough.
func Zero[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	s = s[:n]
	clear(s)
	return s
}
