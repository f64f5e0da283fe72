package linearizable

import (
	"slices"
	"testing"

	"github.com/anishathalye/porcupine"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
)

// A History is the operations on one object in one run of a test: their calls and returns, in the order in which
// they happened.
type History struct{ recorder }

// A recorder has operations run, and records what they are and when.
type recorder interface {
	record(in any, f func() any) (out any)
}

func newHistory(t testing.TB, j *judge) *History {
	if x := sched.Current(); x != nil {
		return &History{newSteps(t, j)}
	}
	return &History{newLog(t, j)}
}

// Call runs f, which does the operation that in describes to the model, and returns what f returns; nil if the
// operation has no result. Neither may be changed afterwards. If f does not return, since it panics or ends its
// goroutine, the operation is pending.
func (h *History) Call(in any, f func() any) any { return h.record(in, f) }

// An event is the call or the return of an operation.
type event struct {
	operation
	kind  porcupine.EventKind
	value any // what is called, or what is returned
}

// An operation is the how manyth of a client: of a goroutine, see name. That is the same in all executions of a
// trace.
type operation struct {
	client int32
	number int
}

// canonical returns the history as all have it in which the same operations returned before the same were
// called: calls between two returns, and returns between two calls, are sorted by client.
func canonical(history []event) []event {
	history = slices.Clone(history)
	for rest := history; len(rest) > 0; {
		n := slices.IndexFunc(rest, func(e event) bool { return e.kind != rest[0].kind })
		if n < 0 {
			n = len(rest)
		}
		slices.SortStableFunc(rest[:n], func(a, b event) int { return compareClients(a.client, b.client) })
		rest = rest[n:]
	}
	return history
}
