package lockorder_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// A model is what the checker has to know, in the most obvious way: it keeps everything that has happened, and looks
// through all of it for circles.
type model struct {
	locks      []modelLock
	goroutines []modelGoroutine
	sites      map[string]*site
	labels     map[edge][]label
	unheld     map[edge][]label // of locks that are distrusted since
	writers    map[int][]label  // by lock: the times that somebody wanted to write
	fresh      []pending        // what the last step has added, in its order; no edge is a writer
	serial     int              // of the last label
	told       map[edge]bool    // part of a circle that was reported
	misranked  map[edge]bool    // reported for its ranks
	alike      map[string]bool  // what was reported, by its stacks
	channels   []*modelChannel
	fallen     bool      // a line has broken since the last check
	joined     modelPast // what who waits for the WaitGroup takes in
	running    int       // how many goroutines the WaitGroup counts
	without    rule      // is left out
}

type modelLock struct {
	rw, writer bool
	readers    int
	rank       int // 0 for none
	loose      bool
}

type modelGoroutine struct {
	alive bool
	past  modelPast
	holds []*hold
}

// A hold is a lock that a goroutine has taken.
type hold struct {
	g, lock int
	mode    lockorder.Mode
	site    string
	stale   bool // another goroutine has unlocked it, or another reader's, of which nobody knows whose it was
	pending []pending
}

// A pending label waits for its goroutine to unlock what it held.
type pending struct {
	edge
	label
}

// A site is what is known of the holds that were taken at one stack.
type site struct{ kept, handed bool }

type edge struct{ from, to int }

// A label is one time that an edge was taken, or that somebody wanted to write.
type label struct {
	serial     int
	g, lock    int
	time       int
	past       modelPast
	held, want lockorder.Mode
	heldAt, at string
	holds      map[int]lockorder.Mode
}

// A clock says how much a goroutine knows of each.
type clock []int

func (c clock) takeIn(o clock) {
	for i := range c {
		c[i] = max(c[i], o[i])
	}
}

func newModel(goroutines, locks int) *model {
	m := &model{
		locks: make([]modelLock, locks), goroutines: make([]modelGoroutine, goroutines), sites: map[string]*site{},
		labels: map[edge][]label{}, unheld: map[edge][]label{}, writers: map[int][]label{}, told: map[edge]bool{}, misranked: map[edge]bool{},
		alike: map[string]bool{}, joined: newPast(goroutines),
	}
	for g := range m.goroutines {
		m.goroutines[g].past = newPast(goroutines)
		m.goroutines[g].past.add(g, 1)
	}
	return m
}

func (m *model) site(at string) *site {
	if m.sites[at] == nil {
		m.sites[at] = new(site)
	}
	return m.sites[at]
}

// isFree says whether the lock can be taken, where nobody waits for it.
func (m *model) isFree(lock int, mode lockorder.Mode) bool {
	l := m.locks[lock]
	return !l.writer && (mode == lockorder.Reading || l.readers == 0)
}

// want has a goroutine be about to lock.
func (m *model) want(g, lock int, mode lockorder.Mode, at string) {
	m.tidy(g)
	m.settle(g)
	m.serial++
	l := label{serial: m.serial, g: g, lock: lock, time: m.goroutines[g].past.certain[g], past: m.goroutines[g].past, want: mode, at: at, holds: map[int]lockorder.Mode{}}
	for _, h := range m.goroutines[g].holds {
		l.holds[h.lock] = h.mode
	}
	if m.locks[lock].rw && mode == lockorder.Writing {
		m.fresh = append(m.fresh, pending{edge{lock, lock}, l})
	}
	for _, h := range m.goroutines[g].holds {
		m.serial++
		p := pending{edge{h.lock, lock}, l}
		p.serial, p.held, p.heldAt = m.serial, h.mode, h.site
		h.pending = append(h.pending, p)
	}
	m.settle(g)
}

// settle has all labels count whose first lock is not handed on, as far as one knows by now.
func (m *model) settle(g int) {
	for _, h := range m.goroutines[g].holds {
		if s := m.site(h.site); s.kept && !s.handed {
			m.fresh = append(m.fresh, h.pending...)
			h.pending = nil
		}
	}
	slices.SortFunc(m.fresh, func(a, b pending) int { return a.serial - b.serial })
}

// tidy has a goroutine find that others have unlocked what it has locked.
func (m *model) tidy(g int) {
	for _, h := range slices.Clone(m.goroutines[g].holds) {
		if h.stale {
			m.drop(h)
		}
	}
}

// drop removes a hold that was handed on.
func (m *model) drop(h *hold) {
	if h.mode == lockorder.Writing {
		m.site(h.site).handed = true
	}
	m.remove(h)
}

func (m *model) remove(h *hold) {
	holds := &m.goroutines[h.g].holds
	*holds = slices.DeleteFunc(*holds, func(o *hold) bool { return o == h })
}

// lock has a goroutine have locked.
func (m *model) lock(g, lock int, mode lockorder.Mode, at string) {
	m.tidy(g)
	if !m.locks[lock].loose {
		m.hold(g, lock, mode, at)
	}
	if mode == lockorder.Reading {
		m.locks[lock].readers++
	} else {
		m.locks[lock].writer = true
	}
}

func (m *model) hold(g, lock int, mode lockorder.Mode, at string) {
	m.goroutines[g].holds = append(m.goroutines[g].holds, &hold{g: g, lock: lock, mode: mode, site: at})
}

// distrust has nobody be taken for the holder of a lock.
func (m *model) distrust(lock int) {
	m.locks[lock].loose = true
	for e, labels := range m.labels {
		if e.from == lock {
			m.unheld[e] = append(m.unheld[e], labels...)
			delete(m.labels, e)
		}
	}
	for g := range m.goroutines {
		for _, h := range slices.Clone(m.goroutines[g].holds) {
			if h.lock == lock {
				m.remove(h)
			}
		}
	}
}

// mode returns what a lock is locked for, "" if it is not.
func (m *model) mode(lock int) lockorder.Mode {
	switch l := m.locks[lock]; {
	case l.writer:
		return lockorder.Writing
	case l.readers > 0:
		return lockorder.Reading
	}
	return ""
}

// unlock has a goroutine unlock a lock, whoever has locked it.
func (m *model) unlock(g, lock int) {
	mode := m.mode(lock)
	if mode == lockorder.Reading {
		m.locks[lock].readers--
	} else {
		m.locks[lock].writer = false
	}
	for _, h := range slices.Backward(m.goroutines[g].holds) {
		switch {
		case h.lock != lock || h.mode != mode:
			continue
		case !h.stale:
			m.remove(h)
			m.site(h.site).kept = true
			m.fresh = append(m.fresh, h.pending...)
			return
		}
		m.drop(h)
		if mode == lockorder.Reading {
			return // it has unlocked what it locked, for all that one knows
		}
		break
	}
	if m.locks[lock].loose {
		return
	}
	for _, other := range m.goroutines {
		for _, h := range other.holds {
			h.stale = h.stale || h.lock == lock
		}
	}
}

// start has a goroutine start another; known says whether the checker is told.
func (m *model) start(g, child int, known bool) {
	m.goroutines[child].alive = true
	if known {
		m.goroutines[child].past = m.goroutines[child].past.with(m.tick(g))
	}
}

// done has a goroutine call the WaitGroup's Done.
func (m *model) done(g int) {
	m.joined = m.joined.with(m.tick(g))
}

// A circle is edges, what was done at each, and the writers that it takes where two of them meet that only read.
type circle struct {
	edges   []edge
	labels  []label
	writers []label
}

// key tells circles apart that look alike in a report.
func (c circle) key() string {
	var lines []string
	for _, l := range c.labels {
		lines = append(lines, l.heldAt+" "+l.at)
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

// A rule is what keeps a circle from being one that can come to a deadlock.
type rule string

const (
	sameGoroutine rule = "same goroutine"
	ordered       rule = "ordered"
	gated         rule = "gated"
	noWriter      rule = "no writer"
	distrusted    rule = "distrusted"
	passed        rule = "ordered by a channel"
)

var rules = []rule{sameGoroutine, ordered, gated, noWriter, distrusted, passed}

// canOverlap says whether the goroutines can be there at the same time.
func (m *model) canOverlap(a, b label) bool {
	switch {
	case a.g == b.g:
		return m.without == sameGoroutine
	case b.past.certain[a.g] >= a.time || a.past.certain[b.g] >= b.time:
		return m.without == ordered
	case b.past.known()[a.g] >= a.time || a.past.known()[b.g] >= b.time:
		return m.without == passed
	}
	for lock, mode := range a.holds {
		if other, ok := b.holds[lock]; ok && (mode == lockorder.Writing || other == lockorder.Writing) {
			return m.without == gated
		}
	}
	return true
}

// with returns labels with one more, if that can overlap with all of them.
func (m *model) with(labels []label, l label) ([]label, bool) {
	for _, other := range labels {
		if !m.canOverlap(other, l) {
			return nil, false
		}
	}
	return append(slices.Clip(labels), l), true
}

// circles calls yield with all circles of so many edges that can come to a deadlock, and of which no edge is part of
// one that was reported, until it returns false.
func (m *model) circles(length int, yield func(circle) bool) bool {
	for lock := range m.locks {
		if !m.extend(circle{}, lock, lock, length, yield) {
			return false
		}
	}
	return true
}

// extend goes on from a lock with a circle that has begun at first, its smallest.
func (m *model) extend(c circle, first, from, length int, yield func(circle) bool) bool {
	if len(c.edges) == length {
		return m.addWriters(c, 0, yield)
	}
	for to := first; to < len(m.locks); to++ {
		isLast := len(c.edges) == length-1
		e := edge{from, to}
		if m.told[e] || isLast != (to == first) || slices.ContainsFunc(c.edges, func(e edge) bool { return !isLast && e.to == to }) {
			continue
		}
		for _, l := range m.labelsOf(e) {
			labels, ok := m.with(c.labels, l)
			if ok && !m.extend(circle{append(slices.Clip(c.edges), e), labels, nil}, first, to, length, yield) {
				return false
			}
		}
	}
	return true
}

// labelsOf returns what has been done at an edge, as far as it counts.
func (m *model) labelsOf(e edge) []label {
	if m.without == distrusted {
		return slices.Concat(m.labels[e], m.unheld[e])
	}
	return m.labels[e]
}

// addWriters looks for a writer wherever from the i-th edge on the one that wants a lock and the one that holds it
// both only read.
func (m *model) addWriters(c circle, i int, yield func(circle) bool) bool {
	if i == len(c.edges) {
		return yield(c)
	}
	next := c.labels[(i+1)%len(c.labels)]
	if c.labels[i].want == lockorder.Writing || next.held == lockorder.Writing || m.without == noWriter {
		return m.addWriters(c, i+1, yield)
	}
	for _, w := range m.writers[c.edges[i].to] {
		_, ok := m.with(slices.Concat(c.labels, c.writers), w)
		if ok && !m.addWriters(circle{c.edges, c.labels, append(slices.Clip(c.writers), w)}, i+1, yield) {
			return false
		}
	}
	return true
}

// add has a label count that is fresh.
func (m *model) add(p pending) {
	if p.isWriter() {
		m.writers[p.lock] = append(m.writers[p.lock], p.label)
	} else {
		m.labels[p.edge] = append(m.labels[p.edge], p.label)
	}
}

func (p pending) isWriter() bool { return p.held == "" }

// shortest returns how many edges the shortest circle has that is as wanted, 0 if there is none.
func (m *model) shortest(wanted func(circle) bool) int {
	for length := 1; length <= len(m.locks); length++ {
		if _, ok := m.find(length, wanted); ok {
			return length
		}
	}
	return 0
}

func anyOne(circle) bool { return true }

// find returns a circle of so many edges that is as wanted.
func (m *model) find(length int, wanted func(circle) bool) (found circle, ok bool) {
	m.circles(length, func(c circle) bool {
		if wanted(c) {
			found, ok = c, true
		}
		return !ok
	})
	return found, ok
}

// has says whether a label is one of the circle's.
func (c circle) has(serial int) bool {
	return slices.ContainsFunc(c.labels, func(l label) bool { return l.serial == serial })
}

// tell takes note of a circle that was reported, or that looks like one that was.
func (m *model) tell(c circle) {
	m.alike[c.key()] = true
	for _, e := range c.edges {
		m.told[e] = true
	}
}

// isMisranked says whether an edge is to be reported for its ranks, once.
func (m *model) isMisranked(p pending) bool {
	from, to := m.locks[p.from].rank, m.locks[p.to].rank
	if p.isWriter() || m.misranked[p.edge] || to == 0 || from <= to {
		return false
	}
	m.misranked[p.edge] = true
	key := "ranks: " + p.heldAt + " " + p.at
	isNew := !m.alike[key]
	m.alike[key] = true
	return isNew
}

func (c circle) String() string {
	var b strings.Builder
	for i, e := range c.edges {
		l := c.labels[i]
		fmt.Fprintf(&b, "\n\t%s -> %s by goroutine %d: %s at %s, then %s at %s", lockName(e.from), lockName(e.to), l.g, l.held, l.heldAt, l.want, l.at)
	}
	for _, w := range c.writers {
		fmt.Fprintf(&b, "\n\tand a writer: goroutine %d at %s", w.g, w.at)
	}
	return b.String()
}

func lockName(lock int) string { return string(rune('A' + lock)) }
