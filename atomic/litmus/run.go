package litmus

import (
	"errors"
	"testing"
)

// Run samples a test, logs the table, and fails if an outcome was met that is forbidden or not graded. A Racy test is
// skipped where the race detector would report it. The options are those of [Sample].
//
// The command counterpoint explore runs the test in all its interleavings. There, Run plays one round in each, with the
// result as the outcome that the report counts, and fails in those that come to one that is forbidden or not graded.
func Run(t *testing.T, test Test, options ...Option) {
	t.Helper()
	if x, ok := asExplored(t); ok {
		explore(x, test)
		return
	}
	table, err := Sample(t.Context(), test, options...)
	switch {
	case errors.Is(err, ErrRacy):
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	t.Log(table)
	if err := table.Err(); err != nil {
		t.Error(err)
	}
}

// explored is the T of a test that the command has rewritten.
type explored interface {
	testing.TB
	Outcome(format string, args ...any)
}

// asExplored returns what the test's T is where the command has rewritten it: it then has a method that a testing.T has not.
func asExplored(t testing.TB) (explored, bool) {
	x, ok := t.(explored)
	return x, ok
}

// explore plays a round. Each load of a variable is a step of the schedule that is shown, and so it does not look at more of
// the test than it needs; that the test is sound is for go test to say.
func explore(t explored, test Test) {
	result := test.Program.once()
	t.Outcome("%s", result)
	if o := test.grade(result); o.Grade.fails() {
		t.Errorf("litmus: %s: the outcome %q is %s", test.Name, result, o.Grade)
	}
}
