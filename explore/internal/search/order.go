package search

import (
	"math"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// mostStates is how many states of a trace are looked at for its schedules: a tenth of a second's worth.
const mostStates = 1 << 15

// An Order is the trace of an execution: its events, in every order that keeps what depends on what.
type Order struct {
	x      *sched.Exec
	rel    relation
	counts []int32
	states map[string]*linear
}

// linear is what there is to know of the schedules from a state of the trace on.
type linear struct {
	schedules float64
	switches  []int // by the goroutine that made the last step, the last one for none: the fewest
}

// NewOrder returns the trace of the execution.
func NewOrder(x *sched.Exec) *Order {
	o := &Order{x: x, states: map[string]*linear{}}
	o.rel.build(x, 0)
	o.counts = make([]int32, len(x.Gs))
	return o
}

// Hash returns a number that is the same for two executions of a process if they are of one trace.
func (o *Order) Hash() uint64 { return o.rel.hash() }

// Schedules returns how many schedules the trace has that begin with the first kept events. It returns false if
// there are too many states to count them.
func (o *Order) Schedules(kept int) (float64, bool) {
	for e := range kept {
		o.step(e, 1)
	}
	defer clear(o.counts)
	l := o.from()
	if l == nil {
		return 0, false
	}
	return l.schedules, true
}

// Simplest returns the events in an order with the fewest context switches. If there are too many states to tell, it
// is one in which a goroutine goes on as long as it can.
func (o *Order) Simplest() (events []int) {
	isKnown := o.from() != nil
	clear(o.counts)
	last := len(o.x.Gs)
	for len(events) < len(o.x.Events) {
		best, least := -1, math.MaxInt
		for g := range o.x.Gs {
			e := o.next(g)
			if e < 0 {
				continue
			}
			n := 0
			if isKnown {
				o.step(e, 1)
				n = o.from().switches[g]
				o.step(e, -1)
			}
			if g != last {
				n++
			}
			if n < least {
				best, least = e, n
			}
		}
		events = append(events, best)
		o.step(best, 1)
		last = int(o.x.Events[best].G)
	}
	clear(o.counts)
	return events
}

// from returns what there is to know from the state that o.counts says.
func (o *Order) from() *linear {
	key := o.key()
	if l, ok := o.states[key]; ok {
		return l
	}
	if len(o.states) >= mostStates {
		return nil
	}
	l := &linear{switches: make([]int, len(o.x.Gs)+1)}
	o.states[key] = l
	for i := range l.switches {
		l.switches[i] = math.MaxInt
	}
	end := true
	for g := range o.x.Gs {
		e := o.next(g)
		if e < 0 {
			continue
		}
		end = false
		o.step(e, 1)
		rest := o.from()
		o.step(e, -1)
		if rest == nil {
			delete(o.states, key)
			return nil
		}
		l.schedules += rest.schedules
		for last := range l.switches {
			n := rest.switches[g]
			if last != g {
				n++
			}
			l.switches[last] = min(l.switches[last], n)
		}
	}
	if end {
		l.schedules = 1
		clear(l.switches)
	}
	return l
}

// next returns the event that goroutine g would make next, if it can; -1 if not.
func (o *Order) next(g int) int {
	n := o.counts[g]
	if int(n) >= len(o.x.Parts[g]) {
		return -1
	}
	e := int(o.x.Parts[g][n])
	ev := &o.x.Events[e]
	if int(ev.G) != g {
		return -1 // it takes part in another's
	}
	for other, before := range o.rel.clock(e) {
		if other == g || int32(other) == ev.With {
			before--
		}
		if o.counts[other] < before {
			return -1
		}
	}
	return e
}

func (o *Order) step(e int, n int32) {
	o.counts[o.x.Events[e].G] += n
	if w := o.x.Events[e].With; w != sched.None {
		o.counts[w] += n
	}
}

func (o *Order) key() string {
	b := make([]byte, 0, 2*len(o.counts))
	for _, n := range o.counts {
		b = append(b, byte(n), byte(n>>8))
	}
	return string(b)
}

// Plan returns the transitions of events.
func (o *Order) Plan(events []int) []sched.Transition {
	var plan []sched.Transition
	for _, e := range events {
		plan = append(plan, o.x.Events[e].Transition)
	}
	return slices.Clip(plan)
}
