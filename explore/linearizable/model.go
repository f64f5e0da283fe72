package linearizable

import (
	"context"
	"fmt"

	"github.com/anishathalye/porcupine"
)

// Pending is the result of an operation that has not returned. A model's Step that is asked about it says
// whether the operation can take effect in the state, and which state that leads to.
type Pending struct{}

// Sequential returns a model by what a structure does when one goroutine alone uses it: step says what an
// operation returns in a state, and which state follows. It is not ok if the operation has to wait there, as to
// lock a mutex that is locked. A step must not change the state that it is given.
//
// Results are compared by ==, and so are states, unless Equal of the model is set.
func Sequential[S any](init S, step func(state S, in any) (out any, next S, ok bool)) porcupine.Model {
	return porcupine.Model{
		Init: func() any { return init },
		Step: func(state, in, out any) (bool, any) {
			s, _ := state.(S) // no S if that is an interface, and nil
			expected, next, ok := step(s, in)
			_, isPending := out.(Pending)
			return ok && (isPending || out == expected), next
		},
	}
}

// late is the result of an operation that returns after the part of a history that is looked at, or never.
type late struct {
	out any // Pending if never
}

// completed returns the first n events of the history for porcupine. What has not returned by then returns at
// the end.
func completed(history []event, n int) []porcupine.Event {
	var events []porcupine.Event
	calls, results := map[operation]int{}, map[operation]any{}
	for i, e := range history {
		if e.kind == porcupine.ReturnEvent {
			results[e.operation] = e.value
		} else {
			calls[e.operation] = i
		}
		if i < n {
			events = append(events, porcupine.Event{ClientId: int(e.client), Kind: e.kind, Value: e.value, Id: calls[e.operation]})
			if e.kind == porcupine.ReturnEvent {
				delete(calls, e.operation)
			}
		}
	}
	for i, e := range history[:n] {
		if at, isOpen := calls[e.operation]; !isOpen || at != i {
			continue
		}
		result, isThere := results[e.operation]
		if !isThere {
			result = Pending{}
		}
		events = append(events, porcupine.Event{ClientId: int(e.client), Kind: porcupine.ReturnEvent, Value: late{result}, Id: i})
	}
	return events
}

// completing returns a model that knows late results: the operation has taken effect, or has none, so that it
// can always come last.
func completing(m porcupine.Model) porcupine.Model {
	step := m.Step
	if stepContext := m.StepContext; stepContext != nil {
		m.StepContext = nil
		step = func(state, in, out any) (bool, any) { return stepContext(context.Background(), state, in, out) }
	}
	m.Step = func(state, in, out any) (bool, any) {
		l, isLate := out.(late)
		if !isLate {
			return step(state, in, out)
		}
		if ok, next := step(state, in, l.out); ok {
			return true, next
		}
		return true, state
	}
	describe := m.DescribeOperation
	m.DescribeOperation = func(in, out any) string {
		if l, isLate := out.(late); isLate {
			out = l.out
		}
		if _, isPending := out.(Pending); isPending || describe == nil {
			return fmt.Sprintf("%v %s", in, returns(out))
		}
		return describe(in, out)
	}
	return m
}
