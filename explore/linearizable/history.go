package linearizable

import (
	"cmp"
	"slices"

	"github.com/anishathalye/porcupine"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A History is the operations of one execution on one object: their calls and returns, in the order in which
// they happened.
type History struct {
	t      *explore.T
	judge  *judge
	obj    sched.Object
	calls  map[int32]int // by goroutine
	events []event
	over   bool // the body has returned
}

// An event is the call or the return of an operation.
type event struct {
	operation
	kind  porcupine.EventKind
	value any // what is called, or what is returned
}

// An operation is the how manyth of a goroutine. That is the same in all executions of a trace.
type operation struct {
	goroutine int32
	number    int
}

func newHistory(t *explore.T, j *judge) *History {
	h := &History{t: t, judge: j, calls: map[int32]int{}}
	t.Cleanup(func() {
		h.over = true
		h.check()
	})
	return h
}

// Call runs f, which does the operation that in describes to the model, and returns what f returns; nil if the
// operation has no result. Neither may be changed afterwards. If f does not return, since it panics or ends its
// goroutine, the operation is pending.
func (h *History) Call(in any, f func() any) any {
	g := sched.Current().Self()
	op := operation{g, h.calls[g]}
	h.calls[g]++
	h.append(event{op, porcupine.CallEvent, in})
	out := f()
	h.append(event{op, porcupine.ReturnEvent, out})
	if h.over {
		h.check()
	}
	return out
}

// append makes a step of the event: on a count of the operations under way, which nobody waits for. To take it
// up commutes with the like, as calls have to, and so does to take it down. Nobody else runs between this step
// and the next, so that the events come in the order of their steps.
func (h *History) append(e event) {
	delta := int64(1)
	if e.kind == porcupine.ReturnEvent {
		delta = -1
	}
	x := sched.Current()
	x.Do(sched.Op{Kind: sched.GroupAdd, Obj: x.ID(&h.obj, sched.ObjState{}), Arg: delta})
	if x.Recording {
		x.Note(e)
	}
	h.events = append(h.events, e)
}

// check fails the execution if its history so far is not linearizable.
func (h *History) check() {
	if sched.Current().Dying() {
		return
	}
	if says := h.judge.check(canonical(h.events)); says != "" {
		h.t.Error(says)
	}
}

// canonical returns the history as all have it in which the same operations returned before the same were
// called: calls between two returns, and returns between two calls, are sorted by goroutine.
func canonical(history []event) []event {
	history = slices.Clone(history)
	for rest := history; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(e event) bool { return e.kind != rest[0].kind })
		if n < 0 {
			n = len(rest)
		}
		slices.SortStableFunc(rest[:n], func(a, b event) int { return cmp.Compare(a.goroutine, b.goroutine) })
		rest = rest[n:]
	}
	return history
}

// callOf returns which event is the operation's call.
func callOf(history []event, op operation) int {
	return slices.IndexFunc(history, func(e event) bool { return e.operation == op })
}

// returnOf returns which event is the operation's return, -1 if none is.
func returnOf(history []event, op operation) int {
	return slices.IndexFunc(history, func(e event) bool { return e.operation == op && e.kind == porcupine.ReturnEvent })
}
