package lockorder

import (
	"cmp"
	"slices"
)

// An event is that a goroutine wanted a lock, and what it held then.
type event struct {
	goroutine uint64
	time      uint64 // of the goroutine
	past      past   // what happened before
	have      mode   // what it held the first lock of the edge for
	want      mode
	held      []held // all that it held, by lock
	heldAt    *path  // where it took the first lock
	wantAt    *path
}

// A held lock.
type held struct {
	lock uint64
	mode mode
}

// before says whether the event happens before the other, in every run.
func (e *event) before(other *event) bool {
	return e.time <= other.past.known().of(e.goroutine)
}

// mayMeet says whether the two can go on at a time: neither happens before the other, they are two goroutines', and
// no lock that both held, which is called a gate lock (Havelund, "Using Runtime Analysis to Guide Model Checking of Java
// Programs", 2000), keeps them apart.
func (e *event) mayMeet(other *event) bool {
	if e.goroutine == other.goroutine || e.before(other) || other.before(e) {
		return false
	}
	a, b := e.held, other.held
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].lock, b[0].lock) {
		case -1:
			a = a[1:]
		case 1:
			b = b[1:]
		default:
			if a[0].mode != reading || b[0].mode != reading {
				return false
			}
			a, b = a[1:], b[1:]
		}
	}
	return true
}

// isLike says whether the two differ in nothing but who, when and where it was.
func (e *event) isLike(other *event) bool {
	return e.have == other.have && e.want == other.want && slices.Equal(e.held, other.held)
}

// replaces says whether the event, which came later, may meet all that the other may meet, so that the other need not be
// kept beside it. It may not meet what its goroutine has learnt of in the meantime, so that has to be nothing.
func (e *event) replaces(other *event) bool {
	return e.have == other.have && e.want == other.want && e.goroutine == other.goroutine &&
		e.past.equals(other.past) && e.holdsOnly(other.held)
}

// follows says whether the event, which came later, may meet whatever comes yet that the other may meet: what comes yet
// is not before the event, and what is behind the event is behind the other as well.
func (e *event) follows(other *event) bool {
	return e.goroutine == other.goroutine || other.before(e)
}

// holdsOnly says whether all that the event held is among those.
func (e *event) holdsOnly(those []held) bool {
	for _, h := range e.held {
		i, found := slices.BinarySearchFunc(those, h, byLock)
		if !found || those[i].mode == reading && h.mode != reading {
			return false
		}
	}
	return true
}

func byLock(a, b held) int { return cmp.Compare(a.lock, b.lock) }

const (
	// mostAlike is how many events of an edge are kept that are like each other: so many goroutines can take part in a
	// circle.
	mostAlike = 8
	// mostEvents is how many are kept of one edge.
	mostEvents = 64
)

// keep adds an event to those of an edge or of a writer, unless they say as much already.
func (o *graph) keep(events []*event, e *event) (kept []*event, isNew bool) {
	alike, old := 0, -1
	for i, other := range events {
		if other.time == e.time && other.replaces(e) {
			return events, false
		}
		if e.isLike(other) {
			alike++
			if old < 0 && e.follows(other) {
				old = i
			}
		}
	}
	if alike >= mostAlike {
		if old < 0 {
			return events, false
		}
		o.drop(events[old : old+1])
		events = slices.Delete(events, old, old+1)
	}
	events = o.replace(events, e)
	if len(events) > mostEvents {
		events = o.compact(events)
	}
	return events, true
}

// replace adds an event in place of those that it replaces.
func (o *graph) replace(events []*event, e *event) []*event {
	o.speakers[e.goroutine]++
	e.past.rely()
	return append(slices.DeleteFunc(events, func(old *event) bool {
		if e.replaces(old) {
			o.drop([]*event{old})
			return true
		}
		return false
	}), e)
}

// drop says that there are these events no more.
func (o *graph) drop(events []*event) {
	for _, e := range events {
		if o.speakers[e.goroutine]--; o.speakers[e.goroutine] == 0 {
			delete(o.speakers, e.goroutine)
		}
	}
}

// compact makes the events fewer. Locks that are garbage keep nobody apart any more, and without them many events are
// alike.
func (o *graph) compact(events []*event) []*event {
	var kept []*event
	for _, e := range events {
		e.held = slices.DeleteFunc(slices.Clone(e.held), func(h held) bool { return o.nodes[h.lock] == nil })
		o.drop([]*event{e})
		kept = o.replace(kept, e)
	}
	if over := len(kept) - mostEvents; over > 0 {
		o.drop(kept[:over])
		kept = kept[over:]
	}
	return kept
}
