package verdict

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
)

// Explore watches a test binary in which the package, its tests and this very package are rewritten: what is
// testing.T here is the T of an exploration there. Each row is explored by a process of its own, as the other tools
// watch it in one.

// self is the import path of this package, which is rewritten with what uses it: T starts goroutines.
const self = "github.com/counterpoint-go/counterpoint/verdict"

// The size of a program that is explored. Two goroutines of one step have all that goes wrong between two.
const exploredGoroutines, exploredSteps = 2, 1

// mostExecutions ends the exploration of a row that is too large for it.
const mostExecutions = 20_000

// isExplored says whether the test is one of a rewritten binary.
func isExplored(t *testing.T) bool {
	_, explored := any(t).(interface{ Share(pointers ...any) })
	return explored
}

// exploreRow has the row explored that the parent asks for. Without a parent, as under `counterpoint explore`, there is
// nothing to do: a table sees to it by itself.
func exploreRow(t *testing.T, rows []Row) {
	t.Helper()
	name := os.Getenv(envRow)
	i := slices.IndexFunc(rows, func(row Row) bool { return row.Name == name })
	if i < 0 {
		t.Skip("a table has its rows explored by itself: see go test, or counterpoint verdict")
	}
	run := rows[i].Run
	runner.Instead(func(tb testing.TB) {
		run(&T{T: tb.(*testing.T), Goroutines: exploredGoroutines, Steps: exploredSteps, Explored: true})
	})
}

// askExplore has the row explored.
func (tb *table) askExplore(t *testing.T, row Row) reply {
	report, err := tb.explore(t, row)
	if err != nil {
		return reply{err: err}
	}
	r := reply{answer: Silent}
	if outcomes := row.Outcomes.grade(report); report.Exhaustive {
		r.outcomes = outcomes
	}
	if report.Failed() {
		r.answer = Sees
	}
	r.said = inWords(report)
	return r
}

// inWords returns what was explored, what came of it, and of each kind of failure the first.
func inWords(report *explore.Report) string {
	var b strings.Builder
	whole := *report
	whole.Failures = nil
	b.WriteString(whole.String())
	seen := map[explore.Kind]bool{}
	for _, f := range report.Failures {
		if !seen[f.Kind] {
			seen[f.Kind] = true
			f.Trace.Replay = "" // of a test of explore's own, which a row is none
			b.WriteString("\n" + f.String())
		}
	}
	return b.String()
}

// explore explores the row.
func (tb *table) explore(t *testing.T, row Row) (*explore.Report, error) {
	binary, err := tb.rewritten(Explore)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(tb.temp, row.Name)
	if err != nil {
		return nil, err
	}
	settings, err := json.Marshal(runner.Settings{
		Folder: dir, Chooses: true, Executions: mostExecutions,
		KeepGoing: row.Outcomes != nil, // which are those of all executions
		Steps:     row.Bound, Ends: row.Bound == 0 || row.Want[Explore] == Sees,
	})
	if err != nil {
		return nil, err
	}
	cmd := tb.test(binary, tb.name)
	cmd.Env = childEnv(envRow+"="+row.Name, runner.Variable+"="+string(settings))
	o, err := runProcess(cmd, tb.deadline(t, Row{}))
	if err != nil {
		return nil, fmt.Errorf("cannot run a child: %w", err)
	}
	test, _, _ := strings.Cut(tb.name, "/") // a table may stand in a subtest
	result, err := runner.ReadResult(dir, tb.pkg, test)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the exploration ended (status %d) before it came to a result:\n%s", o.status, indent(o.output))
	case err != nil:
		return nil, err
	}
	return result.Report, isAnswer(row, result.Report)
}

// isAnswer returns why a report says nothing of the row, nil if it does.
func isAnswer(row Row, r *explore.Report) error {
	for _, f := range r.Failures {
		switch f.Kind {
		case explore.Refused, explore.Nondeterminism, explore.Hang:
			return fmt.Errorf("it cannot be explored: %s: %s", f.Kind, f.Message)
		}
	}
	isAll := r.Exhaustive || row.Bound > 0 && r.Stopped == "" // but for what was cut off
	if !isAll && (!r.Failed() || row.Outcomes != nil) {
		return fmt.Errorf("it is too large to be explored (%s): have Run use T.Goroutines and T.Steps", r.Summary())
	}
	return nil
}
