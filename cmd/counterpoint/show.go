package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/verdict"
)

// showCommand is the subcommand show.
type showCommand struct{ json, full bool }

func newShow() *cobra.Command {
	var c showCommand
	cmd := &cobra.Command{
		Use:   "show package.row",
		Short: "Explain one row: its source, its cure, and what each tool said",
		Long: `Show runs one row of a table and prints all that there is to learn from it: the source of the mistake
and of its cure, side by side where the terminal is wide enough; what each tool said, the race
detector's report with a note on every line; and what to read next.

The package is one of the main module, by its import path, the end of that, or its name. In what the
tools said, directories and package paths are cut short, and frames of the test itself are left out,
unless --full is given.

` + statusHelp,
		Example: `  counterpoint show counter.Unsafe
  counterpoint show --json example.com/bank/account.UnsafeTransfer`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("show takes one row, as in counterpoint show counter.Unsafe; counterpoint --expected lists them all")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	cmd.Flags().BoolVar(&c.json, "json", false, "print the row's verdict.Report as JSON")
	cmd.Flags().BoolVar(&c.full, "full", false, "cut nothing out of what the tools said")
	return cmd
}

func (c *showCommand) run(cmd *cobra.Command, spec string) error {
	ctx, stdout, stderr := cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr()
	g := newGo(stderr)
	module, goroot, err := g.Places(ctx)
	if err != nil {
		return err
	}
	g.Dir = module
	packages, err := g.Find(ctx, false, "./...")
	if err != nil {
		return err
	}
	p, name, err := findPackage(packages, spec)
	if err != nil {
		return err
	}
	line := newRowProgress(stderr)
	defer line.Stop()
	// The list costs a build without -race, but knows every row, also those that code has made.
	list, err := g.Run(ctx, tables.Run{Packages: []tables.Package{p}, List: true})
	if err != nil {
		return err
	}
	if len(list.Rows) == 0 {
		return conclude(stderr, list, verdict.Tools(), nil)
	}
	row, err := findRow(list.Rows, name)
	if err != nil {
		return err
	}
	if err := g.CheckRace(ctx); err != nil {
		return err
	}
	outcome, text, err := ask(ctx, g, p, row, line)
	if err != nil {
		return err
	}
	line.Stop()
	if text == nil {
		return conclude(stderr, outcome, verdict.Tools(), nil)
	}
	if c.json {
		fmt.Fprintf(stdout, "%s\n", text)
		return conclude(stderr, outcome, verdict.Tools(), nil)
	}
	e := exhibit{Package: p, row: row, rows: list.Rows, shorter: newShorter(p.Module, module, goroot, c.full)}
	if err := json.Unmarshal(text, &e.report); err != nil {
		return fmt.Errorf("cannot read the report of %s: %w", row.Name(), err)
	}
	if err := e.print(screenOf(stdout)); err != nil {
		return err
	}
	return conclude(stderr, outcome, verdict.Tools(), nil)
}

// ask runs the row alone and returns its report, nil if it came to none.
func ask(ctx context.Context, g tables.Go, p tables.Package, row tables.Row, line progressLine) (*tables.Outcome, []byte, error) {
	temp, err := os.MkdirTemp("", "counterpoint")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(temp)
	reports := filepath.Join(temp, "reports")
	if err := os.Mkdir(reports, 0o777); err != nil {
		return nil, nil, err
	}
	outcome, err := g.Run(ctx, tables.Run{
		Packages: []tables.Package{p}, Row: row.Test, Report: reports, Temp: temp, Progress: line.update,
	})
	if err != nil {
		return nil, nil, err
	}
	files, err := filepath.Glob(filepath.Join(reports, "*.json"))
	if err != nil || len(files) == 0 {
		return outcome, nil, err
	}
	text, err := os.ReadFile(files[0])
	return outcome, text, err
}

// findPackage returns the package that the beginning of spec names, and the rest, which is a row.
func findPackage(packages []tables.Package, spec string) (p tables.Package, row string, err error) {
	type match struct {
		p   tables.Package
		row string
	}
	var matches []match
	for _, p := range packages {
		if at := cutPackage(p, spec); at > 0 {
			matches = append(matches, match{p, spec[at+1:]})
		}
	}
	exact := slices.IndexFunc(matches, func(m match) bool { return strings.HasPrefix(spec, m.p.ImportPath+".") })
	switch {
	case exact >= 0:
		return matches[exact].p, matches[exact].row, nil
	case len(matches) == 1:
		return matches[0].p, matches[0].row, nil
	case len(matches) > 1:
		var paths []string
		for _, m := range matches {
			paths = append(paths, m.p.ImportPath)
		}
		return p, "", fmt.Errorf("%s is ambiguous: the package may be %s; use the import path", spec, strings.Join(paths, " or "))
	}
	var shorts []string
	for _, p := range packages {
		if spec == p.Short() || spec == p.ImportPath {
			return p, "", fmt.Errorf("%s is a package; show takes a row of it, as in %s.Unsafe", spec, spec)
		}
		shorts = append(shorts, p.Short())
	}
	name := spec
	if dot := strings.IndexByte(spec[strings.LastIndexByte(spec, '/')+1:], '.'); dot >= 0 {
		name = spec[:strings.LastIndexByte(spec, '/')+1+dot]
	} else if !strings.Contains(spec, "/") {
		return p, "", fmt.Errorf("%s names no package; show takes package.row, as in %s.%s", spec, packages[0].Short(), spec)
	}
	return p, "", fmt.Errorf("no package %s of this module has a table; %s", name, hint(name, shorts, "counterpoint --expected lists those that have"))
}

// cutPackage returns where in spec the dot stands that divides a name of this package from a row, or
// -1. A package goes by its import path, by any end of that, and by its name.
func cutPackage(p tables.Package, spec string) int {
	path, at := "/"+p.ImportPath, -1
	for i, r := range spec {
		if r == '.' && i+1 < len(spec) && (strings.HasSuffix(path, "/"+strings.TrimPrefix(spec[:i], "./")) || spec[:i] == p.Name) {
			at = i
		}
	}
	return at
}

// findRow returns the row of this name.
func findRow(rows []tables.Row, name string) (tables.Row, error) {
	var names []string
	for _, row := range rows {
		if row.Row == name {
			return row, nil
		}
		names = append(names, row.Row)
	}
	all := fmt.Sprintf("counterpoint --expected %s lists its %d rows", rows[0].Package, len(rows))
	return tables.Row{}, fmt.Errorf("%s has no row %s; %s", rows[0].Short, name, hint(name, names, all))
}

// mostListed is how many names are listed where none is near.
const mostListed = 12

// hint names what may have been meant, or else all that there is, or how to list it.
func hint(name string, known []string, all string) string {
	if near := nearest(name, known); len(near) > 0 {
		return "did you mean " + strings.Join(near, ", ") + "?"
	}
	if len(known) <= mostListed {
		return "there is " + strings.Join(known, ", ")
	}
	return all
}
