package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/internal/terminal"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// verdictCommand is the subcommand verdict, and the command without one.
type verdictCommand struct {
	json, markdown, expected bool
	tools                    []string
}

func newVerdict() *cobra.Command {
	var v verdictCommand
	cmd := &cobra.Command{
		Use:   "verdict [packages]",
		Short: "Run tables and print who noticed what",
		Long: `Verdict finds the tests of the packages (./... if none is named) that call verdict.Table, runs them by
go test -race, and prints a matrix: each row with the mistake or the cure that it is, and what each
tool answered. A row that wanted another answer is marked, and explained below the matrix.

The matrix is as wide as the terminal, or as COLUMNS says; into a pipe it goes in full, a row a line.
NO_COLOR turns colours off. With --json each row is printed as soon as it is done, as a line with the
fields package, row, mistake, safe, tools, want and ok, and for a row that explore sees outcomes: each with its
result, in how many traces and schedules it came, and its grade. GORACE and variables that begin with VERDICT_
are ignored, as they would change what is seen.

` + statusHelp,
		Example: `  counterpoint verdict
  counterpoint verdict --tool race,vet ./counter
  counterpoint verdict --json ./... | jq -r 'select(.tools.race == "silent" and (.safe | not)).row'`,
		RunE: v.run,
	}
	v.addFlags(cmd)
	return cmd
}

func (v *verdictCommand) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&v.json, "json", false, "print JSON lines, each row as it is done")
	flags.BoolVar(&v.markdown, "markdown", false, "print a Markdown table")
	flags.BoolVar(&v.expected, "expected", false, "print what the rows want, and run none")
	flags.StringSliceVar(&v.tools, "tool", nil, "ask `tools` only: "+join(verdict.Tools())+" (repeat, or separate by commas)")
	cmd.MarkFlagsMutuallyExclusive("json", "markdown")
}

func (v *verdictCommand) run(cmd *cobra.Command, patterns []string) error {
	tools, err := parseTools(v.tools)
	if err != nil {
		return err
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	ctx, stdout, stderr := cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	g := newGo(stderr)
	if !v.expected {
		if err := g.CheckRace(ctx); err != nil {
			return err
		}
	}
	packages, err := g.Find(ctx, !v.expected, patterns...)
	if err != nil {
		return err
	}
	outcome, err := v.ask(ctx, g, packages, tools, stdout, stderr)
	if outcome == nil {
		return err
	}
	if len(tools) == 0 {
		tools = verdict.Tools()
	}
	m := matrix{rows: outcome.Rows, tools: tools, expected: v.expected}
	switch {
	case v.json:
		m.explain(screenOf(stderr))
	case v.markdown:
		fmt.Fprintln(stdout, m.markdown())
		m.explain(screenOf(stderr))
	case len(m.rows) > 0:
		m.print(screenOf(stdout))
	}
	return conclude(stderr, outcome, tools, err)
}

// ask runs the tables, or only lists them.
func (v *verdictCommand) ask(ctx context.Context, g tables.Go, packages []tables.Package, tools []verdict.Tool, stdout, stderr io.Writer) (*tables.Outcome, error) {
	run := tables.Run{Packages: packages, List: v.expected, Tools: tools}
	if v.json {
		encoder := json.NewEncoder(stdout)
		encoder.SetEscapeHTML(false)
		// A reader who has left makes itself known by SIGPIPE.
		run.Answered = func(result verdict.Result) { _ = encoder.Encode(result) }
	}
	if v.expected {
		return g.Run(ctx, run)
	}
	temp, err := os.MkdirTemp("", "counterpoint")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	run.Temp = temp
	progress := stderr
	if v.json && terminal.Is(stdout) {
		progress = io.Discard // the rows stand there already
	}
	line := newRowProgress(progress)
	defer line.Stop()
	run.Progress = line.update
	return g.Run(ctx, run)
}

// conclude tells of what kept rows from being answered for, and returns how the command ends. interrupt
// is what ended the run early, if anything did.
func conclude(stderr io.Writer, outcome *tables.Outcome, tools []verdict.Tool, interrupt error) error {
	for _, trouble := range outcome.Troubles {
		words := clip(strings.Trim(trouble.Words, "\n"), mostLines)
		if words == "" {
			words = "(none)"
		}
		fmt.Fprintf(stderr, "counterpoint: %s; in %s own words:\n%s\n", trouble.What, trouble.Whose, words)
	}
	wrong := func(row tables.Row) bool { return !row.OK }
	unasked := func(row tables.Row) bool {
		return wrong(row) && slices.ContainsFunc(tools, func(tool verdict.Tool) bool { return isUnasked(row, tool) })
	}
	switch {
	case interrupt != nil:
		return fmt.Errorf("%w after %d of %s", errInterrupted, len(outcome.Rows), count(outcome.Known, "row", "rows"))
	case len(outcome.Troubles) > 0 && len(outcome.Rows) > 0:
		return errors.New("the table is incomplete, see above")
	case len(outcome.Troubles) > 0:
		return errors.New("no row was run, see above")
	case len(outcome.Rows) == 0 && len(outcome.Skipped) > 0:
		return fmt.Errorf("no row was run: skipped %s", strings.Join(outcome.Skipped, "; "))
	case len(outcome.Rows) == 0:
		return errors.New("no row was run")
	case slices.ContainsFunc(outcome.Rows, unasked):
		return errors.New("a tool could not be asked, see above")
	case slices.ContainsFunc(outcome.Rows, wrong):
		return errWrong
	}
	return nil
}

// parseTools returns the tools of these names, in the order of the columns; none if there are none.
func parseTools(names []string) ([]verdict.Tool, error) {
	known := verdict.Tools()
	for _, name := range names {
		if !slices.Contains(known, verdict.Tool(name)) {
			return nil, fmt.Errorf("unknown tool %q; the tools are %s", name, join(known))
		}
	}
	return slices.DeleteFunc(known, func(tool verdict.Tool) bool { return !slices.Contains(names, string(tool)) }), nil
}

func join(tools []verdict.Tool) string {
	names := make([]string, len(tools))
	for i, tool := range tools {
		names[i] = string(tool)
	}
	return strings.Join(names, ", ")
}
