package explore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// An execution that has had as many steps as it may is cut off. Either it is long, or it would go on for ever. The
// latter is told by its second half, in which goroutines go round: nobody is left out who could go on, and no timer is
// to come whose turn it was not, so that all this can be repeated; and nothing comes of it.
//
//   - If no time passes, and nothing is changed by anybody, they look again and again at what nobody changes: a
//     Livelock.
//   - If time passes, they come back at every tick. Once the test is over they are a Leak, whatever they do in each
//     round. If the body waits, it does so in vain: a Deadlock, or a Livelock if they try in vain what it waits for; but if
//     they sleep and change something, that may be work which has an end.
//
// All else is a Runaway.

// A roundabout is the second half of an execution that was cut off.
type roundabout struct {
	x       *sched.Exec
	goes    []bool // by goroutine: it has gone on
	changes bool   // something was changed
	works   bool   // something was changed, and not from tick to tick of tickers alone: it may be work that has an end
	tries   bool   // something was tried in vain
	objects int    // that were used
}

// leastRound is how many steps a second half must have.
const leastRound = 100

// round returns the second half of the execution, false if it cannot be repeated.
func round(x *sched.Exec) (*roundabout, bool) {
	begin := len(x.Events) / 2
	if begin < leastRound {
		return nil, false
	}
	r := &roundabout{x: x, goes: make([]bool, len(x.Gs))}
	objects := map[int32]bool{}
	for i := begin; i < len(x.Events); i++ {
		e := &x.Events[i]
		r.goes[e.G] = true
		if e.With != sched.None {
			r.goes[e.With] = true
		}
		op := x.Op(e.G, e.I)
		if op.Kind == sched.Select && e.Alt >= 0 {
			objects[op.Cases[e.Alt].Obj] = true
		} else {
			objects[op.Obj] = true
		}
		r.changes = r.changes || isChange(op, e)
		r.tries = r.tries || isInVain(op, e)
	}
	r.objects = len(objects)
	r.works = r.changes && slices.ContainsFunc(x.Events[begin:], func(e sched.Event) bool {
		return x.Op(e.G, e.I).Kind == sched.Fire && x.Op(e.Fired.G, e.Fired.I).Arg2 == 0
	})
	for g, goes := range r.goes {
		if _, can := x.First(int32(g), nil); can && !goes {
			return nil, false
		}
	}
	for i := begin; i < len(x.Events); i++ {
		if op := x.Op(x.Events[i].G, x.Events[i].I); op.Kind == sched.Select && isPassedOver(x, op, objects) {
			return nil, false
		}
	}
	for _, t := range x.Timers {
		if t.Period == 0 && int(x.Parts[t.G][t.I]) < begin {
			return nil, false
		}
	}
	return r, true
}

// isPassedOver says whether a select has a case that is ready and is on none of these objects.
func isPassedOver(x *sched.Exec, op *sched.Op, objects map[int32]bool) bool {
	return slices.ContainsFunc(op.Cases, func(c sched.Case) bool {
		return c.Obj != sched.None && c.Kind == sched.Receive && !objects[c.Obj] && (x.Objs[c.Obj].Closed || x.Objs[c.Obj].N > 0)
	})
}

// isChange says whether an event leaves something behind other than who holds a lock, and what time it is.
func isChange(op *sched.Op, e *sched.Event) bool {
	if e.Mode == sched.Read || e.Mode == sched.Untouched {
		return false
	}
	switch op.Kind {
	case sched.Lock, sched.Unlock, sched.TryLock, sched.RWLock, sched.RWUnlock, sched.RWTryLock, sched.RWAsk,
		sched.RLock, sched.RUnlock, sched.TryRLock, sched.TimerNew, sched.TimerStop, sched.Fire:
		return false
	case sched.Receive, sched.Select:
		return e.With != sched.None || op.Kind == sched.Select && op.Cases[e.Alt].Kind == sched.Send
	}
	return true
}

// isInVain says whether an event is of an operation that has not come to anything.
func isInVain(op *sched.Op, e *sched.Event) bool {
	switch op.Kind {
	case sched.TryLock, sched.RWTryLock, sched.TryRLock, sched.AtomicCAS:
		return e.Mode == sched.Read
	case sched.Select:
		return e.Alt == sched.Default
	}
	return false
}

// isTimed says whether time passes.
func (r *roundabout) isTimed() bool {
	for g, goes := range r.goes {
		if goes && r.x.IsClock(int32(g)) {
			return true
		}
	}
	return false
}

// who returns the goroutines that go round.
func (r *roundabout) who() (gs []int32) {
	for g, goes := range r.goes {
		if goes && !r.x.IsClock(int32(g)) && !r.x.Gs[g].Ended {
			gs = append(gs, int32(g))
		}
	}
	return gs
}

// waiting returns the goroutines that cannot go on at the end, or, where some go round, that have not gone on.
func waiting(x *sched.Exec) (gs []int32) {
	if !x.Overrun {
		return x.Stuck()
	}
	r, ok := round(x)
	if !ok {
		return nil
	}
	for _, g := range x.Stuck() {
		if !r.goes[g] {
			gs = append(gs, g)
		}
	}
	return gs
}

// fewObjects is how many objects are looked at by goroutines that wait for one of them to change.
const fewObjects = 10

// overrun says what an execution is that has had as many steps as it may.
func (r *run) overrun() Failure {
	steps := len(r.x.Events)
	runaway := Failure{Kind: Runaway, Message: fmt.Sprintf("no end in sight after %d steps", steps)}
	at, ok := round(r.x)
	isForced := !r.replayed && len(r.x.Plan) > steps/2 // by the search, which is not fair
	if !ok || isForced || len(at.who()) == 0 {
		return runaway
	}
	who, goes, looks, tries := names(at.who()), "go", "look", "try"
	if len(at.who()) == 1 {
		goes, looks, tries = "goes", "looks", "tries"
	}
	isTimed := at.isTimed()
	switch {
	case isTimed && r.t.isDone && r.isSample: // which is cut off early
	case isTimed && r.t.isDone:
		return Failure{Kind: Leak, restless: true, Message: fmt.Sprintf("the test is over, and %s %s on for ever", who, goes)}
	case isTimed && at.works:
		return runaway
	case isTimed && !at.goes[0] && !at.tries:
		return Failure{Kind: Deadlock, Message: fmt.Sprintf("nobody goes on but %s, for ever", who)}
	case isTimed && !at.goes[0]:
		return Failure{Kind: Livelock, Message: fmt.Sprintf("after %d steps nobody goes on but %s, which %s again and again in vain", steps, who, tries)}
	case !at.changes && at.objects <= fewObjects:
		return Failure{Kind: Livelock, Message: fmt.Sprintf("after %d steps nobody goes on but %s, which %s again and again at what nobody changes", steps, who, looks)}
	}
	return runaway
}

// names joins the names of goroutines.
func names(gs []int32) string {
	var all []string
	for _, g := range gs {
		all = append(all, goroutineName(g))
	}
	return strings.Join(all, " and ")
}
