package lockorder

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
	"weak"
)

// A past is what happens before something. What starts and waits order is certain. What a channel orders stands on a line:
// that all who send there are ordered among themselves, which is so until somebody comes of whom it is not. Then it was luck who came
// first, and all that stands on the line falls: events are again as free to meet as if no channel had ever ordered them.
// So nothing that was left unsaid for the sake of a channel stays unsaid when that turns out to order nothing.
//
// Like a clock it is never changed.
type past struct {
	certain clock
	sent    clock   // that, and what holds if all lines do
	lines   []*line // by number
}

// A line is that those who send to a channel, or those who receive from it, are ordered among themselves.
type line struct {
	number uint64
	broken atomic.Bool
	sealed atomic.Bool // nobody can break it any more
	relied atomic.Bool // an event in the graph has needed it

	// Guarded by breaking:
	over       bool                 // nobody comes any more: the channel is closed, or garbage
	needed     []*line              // that those who came were ordered is known by these
	dependents []weak.Pointer[line] // who need this one, and are not garbage: nothing stands on those
	many       int                  // how many dependents there are to be before those that are garbage are taken out
}

var lastLine atomic.Uint64

func newLine() *line { return &line{number: lastLine.Add(1)} }

// mostLines bounds on how many lines a past stands. What a channel orders beyond is not learnt, which can only make reports.
// It is far more than the channels that a program has: each that is made for one value is open until it is collected.
const mostLines = 1024

// stands says whether none of the lines is broken.
func (p past) stands() bool {
	for _, l := range p.lines {
		if l.broken.Load() {
			return false
		}
	}
	return true
}

// known returns what is known to have happened before, by now.
func (p past) known() clock {
	if p.stands() {
		return p.sent
	}
	return p.certain
}

// and returns the past with ticks that are certain.
func (p past) and(c clock) past { return p.with(past{certain: c, sent: c}) }

// with returns what both know.
func (p past) with(other past) past {
	p, other = p.settled(), other.settled()
	both := past{certain: p.certain.with(other.certain), lines: linesOf(p.lines, other.lines)}
	switch {
	case len(both.lines) == 0:
		both.sent = both.certain
	case len(both.lines) > mostLines:
		both.sent, both.lines = p.sent.with(other.certain), p.lines
	default:
		both.sent = p.sent.with(other.sent)
	}
	return both
}

// on returns the past, which now stands on these lines too.
func (p past) on(lines []*line) past {
	if len(lines) == 0 {
		return p
	}
	p = p.settled()
	return past{sent: p.sent, lines: linesOf(p.lines, lines)}
}

// settled returns the past without the lines of which it is known by now whether they hold for good.
func (p past) settled() past {
	if len(p.lines) == 0 {
		return p
	}
	if !p.stands() {
		return past{certain: p.certain, sent: p.certain}
	}
	open := p.lines
	if slices.ContainsFunc(open, (*line).isSealed) {
		open = slices.DeleteFunc(slices.Clone(open), (*line).isSealed)
	}
	if len(open) == 0 {
		return past{certain: p.sent, sent: p.sent}
	}
	return past{p.certain, p.sent, open}
}

func (l *line) isSealed() bool { return l.sealed.Load() }

// linesOf returns the lines of both, each once.
func linesOf(a, b []*line) []*line {
	if len(a) == 0 || len(b) == 0 {
		return append(a[:len(a):len(a)], b...)
	}
	if &a[0] == &b[0] && len(a) == len(b) {
		return a
	}
	all := make([]*line, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch cmp.Compare(a[0].number, b[0].number) {
		case -1:
			all, a = append(all, a[0]), a[1:]
		case 1:
			all, b = append(all, b[0]), b[1:]
		default:
			all, a, b = append(all, a[0]), a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// covers says whether the past has nothing to learn from another, not even on what it stands.
func (p past) covers(other past) bool {
	return holdsAll(p.lines, other.lines) && p.certain.covers(other.certain) && p.known().covers(other.known())
}

// holdsAll says whether all of those are among the lines.
func holdsAll(lines, those []*line) bool {
	for _, l := range those {
		for len(lines) > 0 && lines[0].number < l.number {
			lines = lines[1:]
		}
		if len(lines) == 0 || lines[0] != l {
			return false
		}
	}
	return true
}

// covers says whether the clock knows all that the other does.
func (c clock) covers(other clock) bool {
	for _, t := range other {
		if c.of(t.goroutine) < t.time {
			return false
		}
	}
	return true
}

func (p past) equals(other past) bool {
	return slices.Equal(p.certain, other.certain) && slices.Equal(p.sent, other.sent) && slices.Equal(p.lines, other.lines)
}

// trim is that of its clocks.
func (p past) trim() past {
	if len(p.lines) == 0 {
		c := p.certain.trim()
		return past{certain: c, sent: c}
	}
	return past{p.certain.trim(), p.sent.trim(), p.lines}
}

// rely has it known that an event of this past is in the graph.
func (p past) rely() {
	for _, l := range p.lines {
		if !l.relied.Load() {
			l.relied.Store(true)
		}
	}
}

// breaking guards the dependents of lines, and their breaking.
var breaking sync.Mutex

// needs has the line fall when one of these does, if it is not itself, and says whether the graph has relied on what
// has fallen already.
func (l *line) needs(others []*line) (relied bool) {
	if len(others) == 0 || len(others) == 1 && others[0] == l {
		return false
	}
	breaking.Lock()
	defer breaking.Unlock()
	for _, other := range others {
		switch {
		case other == l || other.sealed.Load() || slices.Contains(l.needed, other):
		case other.broken.Load():
			return l.fall()
		default:
			l.needed = append(l.needed, other)
			other.addDependent(l)
		}
	}
	return false
}

const leastMany = 16

// addDependent adds one who needs this line. It takes time in proportion to what was added since the last time that
// it took out what is garbage.
func (l *line) addDependent(other *line) {
	if len(l.dependents) >= max(leastMany, l.many) {
		l.dependents = slices.DeleteFunc(l.dependents, func(d weak.Pointer[line]) bool { return d.Value() == nil })
		l.many = 2 * len(l.dependents)
	}
	l.dependents = append(l.dependents, weak.Make(other))
}

// end says that nobody comes any more, which seals the line unless it needs others that are open.
func (l *line) end() {
	breaking.Lock()
	defer breaking.Unlock()
	l.over = true
	l.seal()
}

func (l *line) seal() {
	isOpen := func(other *line) bool { return !other.sealed.Load() }
	if !l.over || l.broken.Load() || l.sealed.Load() || slices.ContainsFunc(l.needed, isOpen) {
		return
	}
	l.sealed.Store(true)
	for _, d := range l.dependents {
		if other := d.Value(); other != nil {
			other.seal()
		}
	}
	l.needed, l.dependents = nil, nil
}

// snap breaks the line, and says whether the graph has relied on it.
func (l *line) snap() (relied bool) {
	breaking.Lock()
	defer breaking.Unlock()
	return l.fall()
}

// fall breaks the line and those that need it, and says whether the graph has relied on one.
func (l *line) fall() (relied bool) {
	if l.broken.Swap(true) {
		return false
	}
	relied = l.relied.Load()
	for _, d := range l.dependents {
		if other := d.Value(); other != nil {
			relied = other.fall() || relied
		}
	}
	l.needed, l.dependents = nil, nil
	return relied
}

// again looks for the circles that events close whose past has fallen.
func (o *graph) again() (reports []*Report) {
	o.Lock()
	defer o.Unlock()
	var nodes []*node
	for _, n := range o.nodes {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(a, b *node) int { return cmp.Compare(a.number, b.number) })
	for _, n := range nodes {
		isWritten := slices.ContainsFunc(n.writers, func(w *event) bool { return !w.past.stands() })
		for _, e := range slices.Clone(n.outs) {
			for _, label := range slices.Clone(e.labels) {
				if n.part == e.to.part && !e.told && (!label.past.stands() || isWritten && label.have == reading) {
					reports = append(reports, o.search(e, label)...)
				}
			}
		}
	}
	return reports
}
