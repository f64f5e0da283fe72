package lockorder_test

import (
	"slices"

	"github.com/counterpoint-go/counterpoint/deadlock/lockorder"
)

// What the model knows of channels, and how programs use them.

// A modelPast is what happened before something: in any case, and if all lines hold.
type modelPast struct {
	certain, sent clock
	lines         []*modelLine
}

// A modelLine is all who send to a channel, or all who receive from it, as long as they are ordered.
type modelLine struct {
	broken, over bool
	needed       []*modelLine
}

func newPast(goroutines int) modelPast {
	return modelPast{certain: make(clock, goroutines), sent: make(clock, goroutines)}
}

// add has so much be known of a goroutine. It is for a past that nobody else has.
func (p modelPast) add(g, time int) {
	p.certain[g], p.sent[g] = max(p.certain[g], time), max(p.sent[g], time)
}

// holds says whether the line was not broken, nor one that it needs. Two may need each other.
func (l *modelLine) holds() bool { return l.holdsBut(nil) }

func (l *modelLine) holdsBut(asked []*modelLine) bool {
	return !l.broken && !slices.ContainsFunc(l.needed, func(n *modelLine) bool {
		return !slices.Contains(append(asked, l), n) && !n.holdsBut(append(slices.Clip(asked), l))
	})
}

// isSealed says whether it cannot be broken any more. Of two that need each other that is not known.
func (l *modelLine) isSealed() bool { return l.holds() && l.isOver(nil) }

func (l *modelLine) isOver(asked []*modelLine) bool {
	return l.over && !slices.Contains(asked, l) && !slices.ContainsFunc(l.needed, func(n *modelLine) bool {
		return n != l && !n.isOver(append(slices.Clip(asked), l))
	})
}

func (p modelPast) stands() bool {
	return !slices.ContainsFunc(p.lines, func(l *modelLine) bool { return !l.holds() })
}

func (p modelPast) known() clock {
	if p.stands() {
		return p.sent
	}
	return p.certain
}

// settled is what is left of it when lines have come to an end, one way or the other.
func (p modelPast) settled() modelPast {
	q := modelPast{certain: p.certain, sent: p.known()}
	if !p.stands() {
		return q
	}
	for _, l := range p.lines {
		if !l.isSealed() {
			q.lines = append(q.lines, l)
		}
	}
	if len(q.lines) == 0 {
		q.certain = q.sent
	}
	return q
}

func (p modelPast) with(other modelPast) modelPast {
	p, other = p.settled(), other.settled()
	both := modelPast{slices.Clone(p.certain), slices.Clone(p.sent), slices.Concat(p.lines, other.lines)}
	both.certain.takeIn(other.certain)
	both.sent.takeIn(other.sent)
	return both
}

// on is that past for one who knows of it by these lines alone.
func (p modelPast) on(lines ...*modelLine) modelPast {
	if len(lines) == 0 {
		return p
	}
	p = p.settled()
	return modelPast{make(clock, len(p.sent)), p.sent, slices.Concat(p.lines, lines)}
}

// tick returns the past of what a goroutine does next, and has what it does then be later.
func (m *model) tick(g int) modelPast {
	p := m.goroutines[g].past
	next := newPast(len(p.certain))
	next.add(g, p.certain[g]+1)
	m.goroutines[g].past = p.with(next)
	return p
}

// A modelChannel is one with all that was ever sent and received.
type modelChannel struct {
	capacity, length int
	closed           bool
	close            modelPast
	sends, receives  modelSide
}

type modelSide struct {
	line   *modelLine
	all    []modelTurn
	unsure bool
}

// A modelTurn is one time that somebody sent or received.
type modelTurn struct {
	g, time int
	past    modelPast
}

func newModelChannel(capacity int) *modelChannel {
	return &modelChannel{capacity: capacity, sends: modelSide{line: &modelLine{}}, receives: modelSide{line: &modelLine{}}}
}

// come has a goroutine be the next on a side of a channel.
func (m *model) come(side *modelSide, g int) {
	time := m.goroutines[g].past.certain[g]
	p := m.tick(g)
	if n := len(side.all); n > 0 && side.line.holds() {
		last := side.all[n-1]
		switch {
		case last.g == g:
		case p.known()[last.g] < last.time:
			side.line.broken, m.fallen = true, true
		case p.certain[last.g] < last.time:
			side.line.needed = append(side.line.needed, p.settled().lines...)
		}
	}
	side.all = append(side.all, modelTurn{g, time, p})
}

// learn has who came last on one side know of who came then on the other.
func (m *model) learn(me, other *modelSide, isChoice bool) {
	n := len(me.all)
	if isChoice {
		me.unsure = true
	}
	if me.unsure || !me.line.holds() || !other.line.holds() || n > len(other.all) {
		return
	}
	g := me.all[n-1].g
	m.goroutines[g].past = m.goroutines[g].past.with(other.all[n-1].past.on(other.line))
}

// found has a goroutine find the channel closed, which takes no turn.
func (m *model) found(c *modelChannel, g int, isTold bool) {
	side := &c.receives
	number := len(side.all)
	side.all = side.all[:number-1]
	p := c.close
	switch {
	case isTold || len(c.sends.all) == 0:
	case side.unsure || !side.line.holds() || number <= len(c.sends.all):
		return
	default:
		p = p.on(m.goroutines[g].past.lines...)
	}
	m.goroutines[g].past = m.goroutines[g].past.with(p)
}

// capacities are those of the channels. Through one without a buffer two goroutines pass a value in one step.
var capacities = []int{1, 2, 0}

// communicate has a goroutine send, receive or close, if that does not block, by a select or not.
func (r *run) communicate(s step) {
	m := r.model
	i, isChoice := s.lock%2, s.site%4 == 3
	if s.op == pass {
		i = 2
	}
	c, real := m.channels[i], r.passage[i]
	tell := func(what string, do func()) {
		r.logf("goroutine %d: %s channel %d, by a select %v, site %d", s.g, what, i, isChoice, s.site)
		r.actors[s.g].tell(do)
	}
	switch {
	case s.op == send && !c.closed && c.length < c.capacity:
		tell("sends to", func() { sendBy(real, isChoice) })
		c.length++
		m.come(&c.sends, s.g)
		m.sent(c, isChoice)
	case s.op == receive && c.length > 0:
		tell("receives from", func() { receiveBy(real, isChoice, s.site%2 == 0) })
		c.length--
		m.come(&c.receives, s.g)
		m.learn(&c.receives, &c.sends, isChoice)
	case s.op == receive && c.closed && !isChoice:
		tell("finds closed", func() { receiveBy(real, isChoice, s.site%2 == 0) })
		m.come(&c.receives, s.g)
		m.found(c, s.g, s.site%2 == 0)
	case s.op == shut && !c.closed && s.site == 0:
		tell("closes", func() { lockorder.Close(real) })
		c.closed, c.close, c.sends.line.over = true, m.tick(s.g), true
	case s.op == pass:
		to := s.lock % len(r.actors)
		if to == s.g || !m.goroutines[to].alive {
			return
		}
		received := make(chan struct{})
		go func() {
			defer close(received)
			r.actors[to].tell(func() { receiveBy(real, false, s.site%2 == 0) })
		}()
		tell("passes on by", func() { sendBy(real, isChoice) })
		<-received
		r.logf("	to goroutine %d", to)
		m.come(&c.sends, s.g)
		m.come(&c.receives, to)
		m.learn(&c.receives, &c.sends, false)
		m.learn(&c.sends, &c.receives, isChoice)
	}
}

// sent has who has sent to a buffer learn nothing.
func (m *model) sent(c *modelChannel, isChoice bool) { c.sends.unsure = c.sends.unsure || isChoice }

func sendBy(c chan int, isChoice bool) {
	if !isChoice {
		lockorder.To(c).Send(1)
		return
	}
	s := lockorder.Choosing()
	select {
	case lockorder.Offer(s, 0, c) <- 1:
		s.Chose(0)
	case <-lockorder.Await(s, 1, (chan int)(nil)):
		s.Chose(1)
	}
}

func receiveBy(c chan int, isChoice, isTold bool) {
	switch {
	case isChoice:
		s := lockorder.Choosing()
		select {
		case <-lockorder.Await(s, 0, c):
			s.Chose(0)
		default:
			s.Chose(-1)
		}
	case isTold:
		_, _ = lockorder.Receive2(c)
	default:
		lockorder.Receive(c)
	}
}

// checkFallen wants reports of the circles that can close now that a line has broken: each of one that there is, until
// there is none.
func (r *run) checkFallen() error {
	m := r.model
	m.fallen = false
	reports := r.takeReports()
	for len(reports) > 0 {
		lines := r.lines(reports[0])
		var found *circle
		for length := 1; length <= len(m.locks) && found == nil; length++ {
			if c, ok := m.find(length, func(c circle) bool { return slices.Equal(c.lines(), lines) && kindOf(c) == reports[0].Kind }); ok {
				found = &c
			}
		}
		if found == nil {
			return errNone(reports[0])
		}
		m.tell(*found)
		r.seen["fallen"]++
		reports = reports[1:]
	}
	if m.shortest(anyOne) > 0 {
		if c, _ := m.find(m.shortest(anyOne), anyOne); !m.alike[c.key()] {
			return errMissing(c)
		}
		return errUnknown
	}
	return nil
}
