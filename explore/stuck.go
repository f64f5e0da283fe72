package explore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// stuck describes a goroutine that cannot go on.
func stuck(x *sched.Exec, g int32, names objectNames) trace.Stuck {
	op := x.Gs[g].Op
	s := trace.Stuck{
		Goroutine: int(g), Operation: op.Kind.String(), Object: names.of(op, sched.None),
		At: operationPlace(x, g, int32(len(x.Ops[g]))-1),
	}
	if cond := sleepsOn(x, g); cond != sched.None {
		s.Operation, s.Object = sched.CondWait.String(), names[cond]
	}
	for _, h := range waitsFor(x, g) {
		s.For = append(s.For, int(h))
	}
	s.Why = why(x, g, &s)
	return s
}

// sleepsOn returns the condition variable that a goroutine sleeps on, None if there is none.
func sleepsOn(x *sched.Exec, g int32) int32 {
	if op := x.Gs[g].Op; op.Kind == sched.GroupWait {
		return op.Obj2
	}
	return x.Gs[g].Asleep
}

// why says in words what a goroutine waits for.
func why(x *sched.Exec, g int32, s *trace.Stuck) string {
	op := x.Gs[g].Op
	var holders []string
	for _, h := range s.For {
		name := goroutineName(int32(h))
		if x.Gs[h].Ended {
			name += " (which has ended)"
		}
		holders = append(holders, name)
	}
	by := strings.Join(holders, " and ")
	switch {
	case sleepsOn(x, g) != sched.None:
		return fmt.Sprintf("waits at %s, which nobody signals", s.Object)
	case op.Obj == sched.None && (op.Kind == sched.Send || op.Kind == sched.Receive):
		return fmt.Sprintf("waits to %s at a nil channel", op.Kind)
	}
	switch op.Kind {
	case sched.Lock, sched.RWLock, sched.RWAsk:
		return fmt.Sprintf("waits to lock %s, which %s holds", s.Object, by)
	case sched.RLock:
		if x.Objs[op.Obj].Owner == 0 {
			return fmt.Sprintf("waits to read-lock %s, behind %s, which waits to lock it", s.Object, by)
		}
		return fmt.Sprintf("waits to read-lock %s, which %s holds", s.Object, by)
	case sched.OnceEnter:
		return fmt.Sprintf("waits for %s, which %s is in the middle of", s.Object, by)
	case sched.Send:
		return fmt.Sprintf("waits to send to %s, and nobody receives", s.Object)
	case sched.Receive:
		return fmt.Sprintf("waits to receive from %s, and nobody sends", s.Object)
	case sched.Select:
		if len(op.Cases) == 0 {
			return "waits in a select without cases"
		}
		return fmt.Sprintf("waits in a select, and %s is never ready", s.Object)
	case sched.GroupWait:
		return fmt.Sprintf("waits for %s, whose count is %d", s.Object, x.Objs[op.Obj].N)
	case sched.Join:
		return "waits for " + by
	case sched.Pass:
		return "waits for a test to come to its end"
	}
	return "waits: " + s.Operation
}

// waitMessage says who waits for what. That tests wait for their goroutines, and for each other, goes without
// saying.
func waitMessage(t *trace.Trace) string {
	var parts []string
	for _, s := range t.Stuck {
		if s.Operation != sched.Join.String() && s.Operation != sched.Pass.String() || len(t.Stuck) == 1 {
			parts = append(parts, goroutineName(int32(s.Goroutine))+" "+s.Why)
		}
	}
	return strings.Join(parts, "; ")
}

// waitsFor returns the goroutines that hold what goroutine g waits for.
func waitsFor(x *sched.Exec, g int32) []int32 {
	op := x.Gs[g].Op
	switch op.Kind {
	case sched.Lock, sched.RWLock, sched.RWAsk, sched.RLock, sched.OnceEnter:
		if owner := x.Objs[op.Obj].Owner; owner != 0 {
			return []int32{owner - 1}
		}
		if op.Kind != sched.RWLock { // a writer holds it up that waits for readers
			return writers(x, op.Obj)
		}
		return readers(x, op.Obj)
	case sched.Join:
		return slices.DeleteFunc(x.Stuck(), func(h int32) bool { return h == g })
	}
	return nil
}

// writers returns the goroutines that wait to lock a RWMutex for writing.
func writers(x *sched.Exec, obj int32) (gs []int32) {
	for _, g := range x.Stuck() {
		if op := x.Gs[g].Op; op.Kind == sched.RWLock && op.Obj == obj {
			gs = append(gs, g)
		}
	}
	return gs
}

// readers returns the goroutines that have read-locked a RWMutex more often than unlocked it.
func readers(x *sched.Exec, obj int32) (gs []int32) {
	held := make([]int, len(x.Gs))
	for i := range x.Events {
		e := &x.Events[i]
		op := x.Op(e.G, e.I)
		if op.Obj != obj || e.Mode != sched.Shared {
			continue
		}
		if op.Kind == sched.RUnlock {
			held[e.G]--
		} else {
			held[e.G]++
		}
	}
	for g, n := range held {
		if n > 0 {
			gs = append(gs, int32(g))
		}
	}
	return gs
}
