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
	return fmt.Sprintf("not linearizable: %v of %s %s, and no order of the operations explains that\n\n%s",
		history[callOf(history, e.operation)].value, name(e.goroutine), returns(e.value), columns(history, at))
}

// columns returns the history with a column for each goroutine, and marks one event.
func columns(history []event, marked int) string {
	var order []int32
	for _, e := range history {
		if !slices.Contains(order, e.goroutine) {
			order = append(order, e.goroutine)
		}
	}
	slices.Sort(order)
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, g := range order {
		fmt.Fprintf(w, "\t%s", name(g))
	}
	fmt.Fprintln(w, "\t")
	for i, e := range history {
		fmt.Fprint(w, i+1)
		if i == marked {
			fmt.Fprint(w, "*")
		}
		before := slices.Index(order, e.goroutine) + 1
		fmt.Fprintf(w, "%s%v%s\n", strings.Repeat("\t", before), e, strings.Repeat("\t", len(order)+1-before))
	}
	_ = w.Flush() // to a strings.Builder
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
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

// name is what reports call a goroutine.
func name(g int32) string {
	if g == 0 {
		return "main"
	}
	return fmt.Sprintf("g%d", g)
}
