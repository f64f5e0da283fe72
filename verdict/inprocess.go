package verdict

import (
	"flag"
	"strings"
	"testing"
	"time"
)

// inProcess runs the row in the test process itself: a learner sees the racy rows fail in go test's
// own words, and nobody compares anything.
func inProcess(t *testing.T, row Row) {
	if row.Program != "" {
		t.Skipf("is a program of its own: cd %s && go vet . && go run -race .", row.Program)
	}
	if row.Want[Runtime] == Sees && row.Want[Assert] != Sees && !selected(row.Name) {
		t.Skipf("would end this process, and the rows after it: run it alone, %s=1 go test -race -run %q", envInProcess, t.Name()+"$")
	}
	deadline := row.Deadline
	if deadline == 0 {
		deadline = 30 * time.Second
	}
	stop, hung, done := make(chan struct{}), make(chan string, 1), make(chan struct{})
	defer close(stop)
	if row.Deadline == 0 {
		watchRest(stop, func(dump string) { hung <- dump })
	}
	go func() {
		defer close(done)
		row.Run(newT(t))
	}()
	select {
	case <-done:
	case dump := <-hung:
		t.Errorf("never ends: all its goroutines are blocked:\n%s", shorten(dump))
	case <-time.After(deadline):
		t.Errorf("did not end within %v; its goroutines now:\n%s", deadline, shorten(allStacks()))
	}
}

// selected says whether -run names this very row.
func selected(name string) bool {
	run := flag.Lookup("test.run")
	return run != nil && strings.Contains(run.Value.String(), "/") && strings.Contains(run.Value.String(), name)
}
