// Package checkers asks checkers of lock order, those of other libraries too, about the rows of a verdict table: which
// of the mistakes they see, and which of the correct programs they accuse.
//
// The table's column go-deadlock runs a row with go-deadlock's locks in place of sync's. Here it runs once more where the
// module go-deadlock is replaced by a look-alike, whose locks are those of github.com/linkdata/deadlock. The go command does
// that by an alternative go.mod (-modfile), and neither the table nor the rows know of it.
package checkers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// Linkdata is the column of github.com/linkdata/deadlock, in the form of a tool's name.
const Linkdata verdict.Tool = "linkdata"

// Tools are the checkers, ours first.
func Tools() []verdict.Tool { return append(known(), Linkdata) }

// known are those that a table knows of.
func known() []verdict.Tool { return []verdict.Tool{verdict.Deadlock, verdict.GoDeadlock} }

// A Row is a row of a table, and what the checkers answered.
type Row struct {
	Row     string                          `json:"row"`
	Mistake string                          `json:"mistake"`
	Safe    bool                            `json:"safe"`
	Answers map[verdict.Tool]verdict.Answer `json:"answers"`
}

// Count returns how many mistakes a checker sees and how many correct programs it accuses, and of how many that it was
// asked about.
func Count(rows []Row, tool verdict.Tool) (seen, accused [2]int) {
	for _, r := range rows {
		n := &seen
		if r.Safe {
			n = &accused
		}
		switch r.Answers[tool] {
		case verdict.Sees:
			n[0]++
			n[1]++
		case verdict.Silent:
			n[1]++
		}
	}
	return seen, accused
}

// Ask asks about the tables of a package below this module, or about one row of them: "" is all.
func Ask(ctx context.Context, pkg, row string) ([]Row, error) {
	env, _ := tables.Environment()
	here := gocommand.Go{Env: env}
	places, err := find(ctx, here)
	if err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "checkers")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	modfile, err := places.replaced(temp)
	if err != nil {
		return nil, err
	}
	ours := gocommand.Go{Dir: places.root.Dir, Env: env}
	rows, err := ask(ctx, ours, pkg, row, temp, known())
	if err != nil {
		return nil, err
	}
	ours.Env = slices.Concat(env, []string{"GOFLAGS=" + strings.TrimSpace(os.Getenv("GOFLAGS")+" -modfile="+modfile)})
	theirs, err := ask(ctx, ours, pkg, row, temp, []verdict.Tool{verdict.GoDeadlock})
	if err != nil {
		return nil, err
	}
	answers := map[string]verdict.Answer{}
	for _, r := range theirs {
		answers[r.Row] = r.Answers[verdict.GoDeadlock]
	}
	for _, r := range rows {
		r.Answers[Linkdata] = answers[r.Row]
	}
	return rows, nil
}

// ask runs the tables of a package for some tools.
func ask(ctx context.Context, g gocommand.Go, pkg, row, temp string, tools []verdict.Tool) (rows []Row, err error) {
	packages, err := tables.Go(g).Find(ctx, true, pkg)
	if err != nil {
		return nil, err
	}
	run := tables.Run{Packages: packages, Tools: tools, Temp: temp}
	if row != "" {
		run.Row = packages[0].Tests[0] + "/" + row
	}
	outcome, err := tables.Go(g).Run(ctx, run)
	if err != nil {
		return nil, err
	}
	if len(outcome.Troubles) > 0 {
		trouble := outcome.Troubles[0]
		return nil, fmt.Errorf("%s; in %s own words:\n%s", trouble.What, trouble.Whose, trouble.Words)
	}
	if len(outcome.Rows) == 0 {
		return nil, errors.New("no row was run")
	}
	for _, r := range outcome.Rows {
		rows = append(rows, Row{Row: r.Row, Mistake: r.Mistake, Safe: r.Safe, Answers: r.Tools})
	}
	return rows, nil
}

// places are the modules that it takes.
type places struct{ bench, root, linkdata module }

type module struct{ Path, Version, Dir string }

// find asks the go command where they are. It has to be in this module, whose go.mod knows.
func find(ctx context.Context, g gocommand.Go) (p places, err error) {
	const ours = "github.com/counterpoint-go/counterpoint"
	out, err := g.Output(ctx, "go list -m", "list", "-m", "-json", ours+"/bench", ours, "github.com/linkdata/deadlock")
	if err != nil {
		return places{}, fmt.Errorf("call it in the module %s/bench: %w", ours, err)
	}
	decoder := json.NewDecoder(strings.NewReader(out))
	for _, m := range []*module{&p.bench, &p.root, &p.linkdata} {
		if err := decoder.Decode(m); err != nil {
			return places{}, fmt.Errorf("cannot read what go list printed: %w", err)
		}
	}
	return p, nil
}

// lookAlike is what package verdict/godeadlock needs of go-deadlock. Without a build tag of its own, linkdata/deadlock's
// Mutex is sync's; DeadlockMutex is the one that checks.
const lookAlike = `package deadlock

import "github.com/linkdata/deadlock"

type (
	Mutex   = deadlock.DeadlockMutex
	RWMutex = deadlock.DeadlockRWMutex
)

var Opts = &deadlock.Opts
`

// replaced writes the look-alike and returns a go.mod that has it in place of go-deadlock.
func (p places) replaced(temp string) (modfile string, err error) {
	const theirs = "github.com/sasha-s/go-deadlock"
	shim := filepath.Join(temp, "shim")
	modfile = filepath.Join(temp, "go.mod")
	mod, err := os.ReadFile(filepath.Join(p.root.Dir, "go.mod"))
	if err != nil {
		return "", err
	}
	var sums []byte
	for _, m := range []module{p.root, p.bench} {
		sum, err := os.ReadFile(filepath.Join(m.Dir, "go.sum"))
		if err != nil {
			return "", err
		}
		sums = append(sums, sum...)
	}
	requires := fmt.Sprintf("\nrequire %s %s\n", p.linkdata.Path, p.linkdata.Version)
	if err := os.Mkdir(shim, 0o777); err != nil {
		return "", err
	}
	for path, text := range map[string]string{
		filepath.Join(shim, "go.mod"):      "module " + theirs + "\n\ngo 1.26\n" + requires,
		filepath.Join(shim, "deadlock.go"): lookAlike,
		modfile:                            string(mod) + requires + fmt.Sprintf("\nreplace %s => %s\n", theirs, shim),
		filepath.Join(temp, "go.sum"):      string(sums),
	} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			return "", err
		}
	}
	return modfile, nil
}
