package linearizable

import (
	"fmt"
	"testing"

	"github.com/anishathalye/porcupine"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// steps records the operations of an execution as steps of the exploration, see the package comment.
type steps struct {
	t      testing.TB
	judge  *judge
	obj    sched.Object
	calls  map[int32]int // by goroutine
	events []event
	over   bool // the body has returned
}

func newSteps(t testing.TB, j *judge) *steps {
	s := &steps{t: t, judge: j, calls: map[int32]int{}}
	t.Cleanup(func() {
		s.over = true
		s.check()
	})
	return s
}

func (s *steps) record(in any, f func() any) any {
	g := sched.Current().Self()
	op := operation{g, s.calls[g]}
	s.calls[g]++
	s.append(event{op, porcupine.CallEvent, in})
	out := f()
	s.append(event{op, porcupine.ReturnEvent, out})
	if s.over {
		s.check()
	}
	return out
}

// append makes a step of the event. Nobody else runs between this step and the next, so that the events come in the
// order of their steps.
func (s *steps) append(e event) {
	kind := sched.Call
	if e.kind == porcupine.ReturnEvent {
		kind = sched.Return
	}
	x := sched.Current()
	x.Do(sched.Op{Kind: kind, Obj: x.ID(&s.obj, sched.ObjState{})})
	if x.Recording && e.value != nil {
		x.Outside(func() { x.Note(fmt.Sprint(e.value)) })
	}
	s.events = append(s.events, e)
}

// check fails the execution if its history so far is not linearizable. The model, and the methods of inputs and
// results, may be code that was rewritten: what they do is no step.
func (s *steps) check() {
	x := sched.Current()
	if x.Dying() {
		return
	}
	says := ""
	x.Outside(func() { says = s.judge.check(canonical(s.events)) })
	if says != "" {
		s.t.Error(says)
	}
}
