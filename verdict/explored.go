package verdict

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
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

// buildRewritten is what a child without the race detector does that was asked for the binary: the rewriter would take
// several times as long with it.
func (tb *table) buildRewritten() (string, error) {
	builder, err := tb.plain()
	if err != nil {
		return "", err
	}
	binary := tb.binary("explored")
	cmd := exec.Command(builder, "-test.run="+exactly(tb.name), "-test.count=1")
	cmd.Dir = tb.dir
	cmd.Env = append(cmd.Environ(), envBuild+"="+binary)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the tests cannot be built to be explored: %w\n%s\n  (a package that cannot be explored wants .NA(%s))", err, indent(string(out)), Explore)
	}
	return binary, nil
}

// buildExplored builds the binary in which Explore watches the rows of the package in the working directory.
func buildExplored(binary string) error {
	temp, err := os.MkdirTemp(filepath.Dir(binary), "rewritten")
	if err != nil {
		return err
	}
	request := explorer.Request{Patterns: []string{"."}, With: []string{self}, Tags: buildTags(), Temp: temp}
	return request.Build(context.Background(), gocommand.Go{Env: os.Environ()}, binary)
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
	binary, err := tb.explored()
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
