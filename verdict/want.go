package verdict

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Tool is one of the things that can notice a concurrency mistake: a column of the table.
type Tool string

// The tools, under the names that the table and its JSON form use.
const (
	Race       Tool = "race"        // the race detector, -race
	Vet        Tool = "vet"         // go vet
	Runtime    Tool = "runtime"     // the Go runtime: fatal errors, panics, its deadlock detector
	GoDeadlock Tool = "go-deadlock" // github.com/sasha-s/go-deadlock, in place of sync's locks
	Deadlock   Tool = "deadlock"    // package deadlock/lockorder, in place of sync's locks
	Goleak     Tool = "goleak"      // go.uber.org/goleak, once the row's code has returned
	Assert     Tool = "assert"      // the test's own check: a failed assertion, or a test that never ends
	Explore    Tool = "explore"     // package explore: every interleaving of a small run
)

// Tools returns every tool, in the order of the table's columns.
func Tools() []Tool { return []Tool{Race, Vet, Runtime, GoDeadlock, Deadlock, Goleak, Assert, Explore} }

// An Answer is what a tool says of a row.
type Answer string

// The three answers. NA is an expectation only: the tool is not asked, because the row gives it
// nothing to look at or because its answer would depend on luck.
const (
	Sees   Answer = "sees"
	Silent Answer = "silent"
	NA     Answer = "n/a"
)

// Want holds what each tool must answer. Build one with [SeenBy]; a Want that leaves a tool out is
// refused by [Table].
type Want map[Tool]Answer

// SeenBy returns the expectation that these tools see the mistake and all others are silent.
// SeenBy() is what a correct program wants. Silence is asserted as strictly as sight.
func SeenBy(tools ...Tool) Want {
	want := Want{}
	for _, tool := range Tools() {
		want[tool] = Silent
	}
	for _, tool := range tools {
		want[tool] = Sees
	}
	return want
}

// NA returns a copy of want in which these tools are not asked.
func (want Want) NA(tools ...Tool) Want {
	want = maps.Clone(want)
	if want == nil {
		want = Want{}
	}
	for _, tool := range tools {
		want[tool] = NA
	}
	return want
}

// check says what is wrong with the expectations themselves, and what to write instead.
func (want Want) check() error {
	if len(want) == 0 {
		return fmt.Errorf("has no expectations: write Want: verdict.SeenBy(...), or verdict.SeenBy() where every tool is silent")
	}
	known := Tools()
	for _, tool := range slices.Sorted(maps.Keys(want)) {
		if !slices.Contains(known, tool) {
			return fmt.Errorf("names the unknown tool %q; the tools are %s", tool, join(known))
		}
		if answer := want[tool]; answer != Sees && answer != Silent && answer != NA {
			return fmt.Errorf("wants %q of %s; the answers are %s, %s and %s", answer, tool, Sees, Silent, NA)
		}
	}
	for _, tool := range known {
		if want[tool] == "" {
			return fmt.Errorf("does not say what it wants of %s", tool)
		}
	}
	return nil
}

func join(tools []Tool) string {
	names := make([]string, len(tools))
	for i, tool := range tools {
		names[i] = string(tool)
	}
	return strings.Join(names, ", ")
}
