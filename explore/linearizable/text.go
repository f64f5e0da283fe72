package linearizable

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/anishathalye/porcupine"
)

// describe returns a history that is not linearizable as text. There is no order from its event at on.
func describe(history []event, at int) string {
	e := history[at]
	call := slices.IndexFunc(history, func(c event) bool { return c.operation == e.operation })
	return fmt.Sprintf("not linearizable: %v of %s %s, and no order of the operations explains that\n\n%s",
		history[call].value, name(e.client), returns(e.value), columns(history, at))
}

// before and after are how many events are shown around the one that is marked.
const before, after = 100, 20

// columns returns the history with a column for each client, and marks one event. Up to there it is linearizable.
func columns(history []event, marked int) string {
	var order []int32
	for _, e := range history {
		if !slices.Contains(order, e.client) {
			order = append(order, e.client)
		}
	}
	slices.SortFunc(order, compareClients)
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range order {
		fmt.Fprintf(w, "\t%s", name(c))
	}
	fmt.Fprintln(w, "\t")
	first, end := max(0, marked-before), min(len(history), marked+1+after)
	for i, e := range history[first:end] {
		fmt.Fprint(w, first+i+1)
		if first+i == marked {
			fmt.Fprint(w, "*")
		}
		left := slices.Index(order, e.client) + 1
		fmt.Fprintf(w, "%s%v%s\n", strings.Repeat("\t", left), e, strings.Repeat("\t", len(order)+1-left))
	}
	_ = w.Flush() // to a strings.Builder
	var lines []string
	for line := range strings.Lines(b.String()) {
		lines = append(lines, strings.TrimRight(line, " \n"))
	}
	if first > 0 {
		lines = slices.Insert(lines, 1, fmt.Sprintf("... %d events", first))
	}
	if end < len(history) {
		lines = append(lines, fmt.Sprintf("... %d events", len(history)-end))
	}
	return strings.Join(lines, "\n")
}

func (e event) String() string {
	if e.kind == porcupine.CallEvent {
		return fmt.Sprint(e.value)
	}
	return returns(e.value)
}

// returns says what an operation returns.
func returns(out any) string {
	switch out.(type) {
	case nil:
		return "returns"
	case Pending:
		return "has not returned"
	}
	return fmt.Sprintf("returns %v", out)
}

// name is what reports call a client: a goroutine of an exploration as they call that.
func name(c int32) string {
	switch {
	case c < 0:
		return fmt.Sprintf("client %d", outsider(c)+1)
	case c == 0:
		return "main"
	}
	return fmt.Sprintf("g%d", c)
}
