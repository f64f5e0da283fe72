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
	writers    map[int][]label // by lock: the times that somebody wanted to write
	circular   map[edge]bool   // part of a circle that was reported
	told       map[string]bool // the circles that were reported, by their stacks
	against    map[edge]bool   // reported as against the ranks, or about to be
	joined     clock           // what who waits for the WaitGroup takes in
	running    int             // how many goroutines the WaitGroup counts
	without    rule            // is left out
}

type modelLock struct {
	rw      bool
	rank    int // 0 for none
	holders []*hold
}

type modelGoroutine struct {
	alive bool
	clock clock
	holds []*hold
}

// A hold is a lock that a goroutine has taken.
type hold struct {
	g, lock int
	mode    lockorder.Mode
	site    string
	handed  bool // another goroutine has unlocked it
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
	g, lock    int
	clock      clock
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
		labels: map[edge][]label{}, writers: map[int][]label{}, circular: map[edge]bool{}, told: map[string]bool{},
		against: map[edge]bool{}, joined: make(clock, goroutines),
	}
	for g := range m.goroutines {
		m.goroutines[g].clock = make(clock, goroutines)
		m.goroutines[g].clock[g] = 1
	}
	return m
}

func (m *model) site(at string) *site {
	if m.sites[at] == nil {
		m.sites[at] = new(site)
	}
	return m.sites[at]
}

// blocks says whether taking the lock blocks, where nobody waits for it yet.
func (m *model) blocks(lock int, mode lockorder.Mode) bool {
	return slices.ContainsFunc(m.locks[lock].holders, func(h *hold) bool {
		return mode == lockorder.Writing || h.mode == lockorder.Writing
	})
}

// held returns the hold of g that an unlock of the lock ends, nil if it has none.
func (m *model) held(g, lock int) *hold {
	for _, h := range slices.Backward(m.goroutines[g].holds) {
		if h.lock == lock && !h.handed {
			return h
		}
	}
	return nil
}

// look has a goroutine find that others have unlocked what it has locked.
func (m *model) look(g int) {
	m.goroutines[g].holds = slices.DeleteFunc(m.goroutines[g].holds, func(h *hold) bool {
		if h.handed {
			m.site(h.site).handed = true
		}
		return h.handed
	})
}

// want has a goroutine be about to lock.
func (m *model) want(g, lock int, mode lockorder.Mode, at string) {
	m.look(g)
	l := label{g: g, lock: lock, clock: slices.Clone(m.goroutines[g].clock), want: mode, at: at, holds: map[int]lockorder.Mode{}}
	for _, h := range m.goroutines[g].holds {
		l.holds[h.lock] = h.mode
	}
	if m.locks[lock].rw && mode == lockorder.Writing {
		m.writers[lock] = append(m.writers[lock], l)
	}
	for _, h := range m.goroutines[g].holds {
		if h.lock == lock && mode == lockorder.Writing {
			continue // it is Relock or Upgrade if it blocks, and nothing to other goroutines
		}
		p := pending{edge{h.lock, lock}, l}
		p.held, p.heldAt = h.mode, h.site
		if s := m.site(h.site); s.kept && !s.handed {
			m.commit(p)
		} else {
			h.pending = append(h.pending, p)
		}
	}
}

// commit has a label count.
func (m *model) commit(p pending) {
	m.labels[p.edge] = append(m.labels[p.edge], p.label)
	if from, to := m.locks[p.from].rank, m.locks[p.to].rank; from > to && to > 0 {
		m.against[p.edge] = true
	}
}

// lock has a goroutine have locked.
func (m *model) lock(g, lock int, mode lockorder.Mode, at string) {
	m.look(g)
	h := &hold{g: g, lock: lock, mode: mode, site: at}
	m.goroutines[g].holds = append(m.goroutines[g].holds, h)
	m.locks[lock].holders = append(m.locks[lock].holders, h)
}

// unlock has a goroutine end a hold, its own or another's.
func (m *model) unlock(g int, h *hold) {
	m.look(g)
	same := func(o *hold) bool { return o == h }
	m.locks[h.lock].holders = slices.DeleteFunc(m.locks[h.lock].holders, same)
	if h.g != g {
		h.handed = true
		return
	}
	m.goroutines[g].holds = slices.DeleteFunc(m.goroutines[g].holds, same)
	m.site(h.site).kept = true
	for _, p := range h.pending {
		m.commit(p)
	}
}

// start has a goroutine start another; known says whether the checker is told.
func (m *model) start(g, child int, known bool) {
	m.goroutines[child].alive = true
	if known {
		m.goroutines[child].clock.takeIn(m.goroutines[g].clock)
		m.goroutines[g].clock[g]++
	}
}

// done has a goroutine call the WaitGroup's Done.
func (m *model) done(g int) {
	m.joined.takeIn(m.goroutines[g].clock)
	m.goroutines[g].clock[g]++
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
)

var rules = []rule{sameGoroutine, ordered, gated, noWriter}

// canOverlap says whether the goroutines can be there at the same time.
func (m *model) canOverlap(a, b label) bool {
	switch {
	case a.g == b.g:
		return m.without == sameGoroutine
	case b.clock[a.g] >= a.clock[a.g] || a.clock[b.g] >= b.clock[b.g]:
		return m.without == ordered
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
		if m.circular[e] || isLast != (to == first) || slices.ContainsFunc(c.edges, func(e edge) bool { return !isLast && e.to == to }) {
			continue
		}
		for _, l := range m.labels[e] {
			labels, ok := m.with(c.labels, l)
			if ok && !m.extend(circle{append(slices.Clip(c.edges), e), labels, nil}, first, to, length, yield) {
				return false
			}
		}
	}
	return true
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

// shortest returns how many edges the shortest circle has, 0 if there is none.
func (m *model) shortest() int {
	for length := 1; length <= len(m.locks); length++ {
		if !m.circles(length, func(circle) bool { return false }) {
			return length
		}
	}
	return 0
}

// find returns a circle of the shortest that is as wanted.
func (m *model) find(length int, wanted func(circle) bool) (found circle, ok bool) {
	m.circles(length, func(c circle) bool {
		if wanted(c) {
			found, ok = c, true
		}
		return !ok
	})
	return found, ok
}

// report takes note of a circle that was reported, or that looks like one that was.
func (m *model) report(c circle) {
	m.told[c.key()] = true
	for _, e := range c.edges {
		m.circular[e] = true
	}
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
