package lockorder

import (
	"sync"
	"unsafe"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder/internal/self"
)

// A channel is what is known of a channel that the program has made where it is rewritten: see [Made]. What it orders is
// known by three rules, each of which holds in every run in which the goroutines do what they did in this one.
//
// What is closed was closed before: a receive that finds it so comes after the close, which there is only one of. That is if it is
// told that it has found it so, or if it cannot have found anything else: nothing was ever sent, or it was
// received before.
//
// Those who send stand in line if each is the goroutine that has sent before, or knows of that; and likewise those who receive. Then
// the kth receive is of the kth value, channels being first in, first out, and comes after the kth send began. It does so
// where more receive, too, than stand in line, for that can only make its value a later one; but not if more send, for
// then it may be another's. So it stands on the line of those who send.
//
// Without a buffer it is likewise the other way round: the kth send is over after the kth receive began. That stands on the
// line of those who receive.
//
// A select has a choice, and may choose otherwise in another run. So nothing is learnt by one; and since what comes after is
// then perhaps of other values, nothing is learnt any more on its side of the channel. But others learn from it: if it
// is left out, what they get comes later still. Where it has chosen otherwise they don't, for what comes after it on its side: in another
// run that is one later, and what was to be learnt from the kth is learnt by who comes behind him.
//
// That a value was sent or received where the checker does not see it would have it count wrongly. So a channel that is given to
// code which is not rewritten orders nothing: see [Handed]. And one of which more was received than sent, or the other way round,
// has been there, and orders nothing from then on.
type channel struct {
	mu                sync.Mutex
	capacity          int
	sending, receives side
	closed            bool
	close             past // what happened before the close
}

// A side is all who send to a channel, or all who receive.
type side struct {
	line   *line
	begun  int    // how many were
	last   tick   // of the last
	pasts  []past // of the last few: the other side has not asked for them
	unsure bool   // a select was one of them, or one is not seen
	more   bool   // a select might have been one of them: those that come later may be so much later
}

// An operation is one on a channel that has begun.
type operation struct {
	channel   *channel
	me, other *side
	number    int  // on its side, from 1
	last      tick // before this one
	isChoice  bool // of a select
}

var channels = self.NewRegistry(func(c *channel) {
	c.sending.line.end()
	c.receives.line.end()
})

// channelAt returns what is known of the channel, nil if nothing.
func channelAt(c unsafe.Pointer) *channel {
	if c == nil {
		return nil
	}
	return channels.Get(c)
}

// begin begins an operation on one side of a channel.
func (c *channel) begin(me, other *side, isChoice bool) *operation {
	if me.line.broken.Load() { // nobody learns from it
		c.mu.Lock()
		defer c.mu.Unlock()
		me.begun++
		me.pasts = nil
		return &operation{c, me, other, me.begun, me.last, isChoice}
	}
	g := current()
	g.acted = true // others may know of this by nothing else
	at := tick{g.id, g.time}
	p := g.publish()
	c.mu.Lock()
	op := &operation{c, me, other, me.begun + 1, me.last, isChoice}
	relied := me.join(g.id, p)
	me.begun++
	me.last = at
	if c.asks(other) && !me.line.broken.Load() {
		if me.more {
			p = past{}
		}
		me.pasts = append(me.pasts, p)
		me.pasts = me.pasts[max(0, len(me.pasts)-c.capacity-2):] // more there are not, but for what is not seen
	} else {
		me.pasts = nil
	}
	c.mu.Unlock()
	if relied {
		g.tell(order.again())
	}
	return op
}

// join has one of this past be the next in line. If it is not, it says whether the graph has relied on that.
func (s *side) join(goroutine uint64, p past) (relied bool) {
	first := s.last.goroutine
	switch {
	case s.begun == 0 || first == goroutine || s.line.broken.Load():
		return false
	case p.known().of(first) < s.last.time:
		return s.line.snap()
	case p.certain.of(first) < s.last.time:
		return s.line.needs(p.lines)
	}
	return false
}

// asks says whether one side learns from the other.
func (c *channel) asks(s *side) bool {
	return !s.unsure && !s.line.broken.Load() && (s == &c.receives || c.capacity == 0)
}

// forgo takes the operation back, which a select has not chosen. It might have: what then is the kth of its side was
// perhaps sooner, so nobody learns from those that come from now on.
func (op *operation) forgo() {
	op.channel.mu.Lock()
	op.me.more = true
	op.channel.mu.Unlock()
	op.withdraw()
}

// withdraw takes the operation back.
func (op *operation) withdraw() {
	op.channel.mu.Lock()
	defer op.channel.mu.Unlock()
	if me := op.me; me.begun == op.number {
		me.begun--
		me.last = op.last
		if n := len(me.pasts); n > 0 {
			me.pasts = me.pasts[:n-1]
		}
	}
}

// end ends an operation by which a value was passed on, and learns what that orders.
func (op *operation) end() {
	c, me, other := op.channel, op.me, op.other
	c.mu.Lock()
	isOrdered := c.asks(me) && !op.isChoice
	isSeen := !isOrdered || op.number <= other.begun
	p, isKept := other.take(op.number)
	me.unsure = me.unsure || op.isChoice
	c.mu.Unlock()
	g := current()
	switch {
	case !isSeen:
		g.tell(c.forget())
	case isOrdered && isKept:
		g.learn(p.on([]*line{other.line})) // that its own side is in line it knows by lines on which its past stands
	}
}

// take returns the past of the kth on this side, and forgets those before.
func (s *side) take(k int) (p past, ok bool) {
	if s.line.broken.Load() {
		s.pasts = nil
		return past{}, false
	}
	first := s.begun - len(s.pasts) + 1
	if k < first || k > s.begun {
		return past{}, false
	}
	s.pasts = s.pasts[k-first:]
	p = s.pasts[0]
	return p, true
}

// forget has the channel order nothing any more, and returns what is to be reported of that.
func (c *channel) forget() []*Report {
	c.mu.Lock()
	c.sending.unsure, c.receives.unsure = true, true
	relied := c.sending.line.snap()
	relied = c.receives.line.snap() || relied
	c.mu.Unlock()
	if !relied {
		return nil
	}
	return order.again()
}

// shut has the channel be closed.
func (c *channel) shut() {
	g := current()
	g.acted = true
	p := g.publish()
	c.mu.Lock()
	if !c.closed {
		c.closed, c.close = true, p
	}
	c.mu.Unlock()
	c.sending.line.end()
}

// foundClosed ends a receive that has found the channel closed. isTold says whether the program knows that.
func (op *operation) foundClosed(isTold bool) {
	op.withdraw()
	g, c, me := current(), op.channel, op.me
	c.mu.Lock()
	p, isOrdered := c.close, c.closed
	switch {
	case isTold:
	case c.sending.more: // that might have been a value
		isOrdered = false
	case c.sending.begun == 0:
	case me.unsure || me.line.broken.Load() || op.number <= c.sending.begun:
		isOrdered = false
	default:
		p = p.on(g.past.lines) // by which it knows that the others have received before
	}
	c.mu.Unlock()
	if isOrdered {
		g.learn(p)
	}
}
