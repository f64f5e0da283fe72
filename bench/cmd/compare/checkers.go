package main

import (
	"encoding/json"
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/bench/checkers"
)

// A checkersCommand is the subcommand and its flags.
type checkersCommand struct{ json bool }

func newCheckers() *cobra.Command {
	var c checkersCommand
	cmd := &cobra.Command{
		Use:   "checkers",
		Short: "Which checker of lock order sees which deadlock, and which correct program it accuses",
		Long: `Checkers runs the rows of the table in deadlock with the locks of each checker in place of sync's, and prints
what it said of each. Of the mistakes only some have to do with locks.`,
		Args: cobra.NoArgs,
		RunE: c.run,
	}
	cmd.Flags().BoolVar(&c.json, "json", false, "print a line of JSON a row instead of the table")
	return quietly(cmd)
}

func (c *checkersCommand) run(cmd *cobra.Command, _ []string) error {
	rows, err := checkers.Ask(cmd.Context(), "./deadlock", "")
	if err != nil {
		return err
	}
	if !c.json {
		printCheckers(screenOf(cmd.OutOrStdout()), rows)
		return nil
	}
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetEscapeHTML(false)
	for _, r := range rows {
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// printCheckers prints the rows for people.
func printCheckers(s screen, rows []checkers.Row) {
	tools := checkers.Tools()
	t := newTable()
	header := table.Row{"row", "what it is"}
	for _, tool := range tools {
		header = append(header, string(tool))
	}
	t.AppendHeader(header)
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: 30, WidthMaxEnforcer: text.WrapSoft}})
	for _, r := range rows {
		line := table.Row{r.Row, r.Mistake}
		for _, tool := range tools {
			line = append(line, string(r.Answers[tool]))
		}
		t.AppendRow(line)
	}
	fmt.Fprintln(s, t.Render())
	fmt.Fprintln(s)
	for _, tool := range tools {
		seen, accused := checkers.Count(rows, tool)
		fmt.Fprintf(s, "%s sees %s and accuses %s.\n", tool, outOf(seen, "mistakes"), outOf(accused, "correct programs"))
	}
}

// outOf says how many of how many.
func outOf(n [2]int, what string) string { return fmt.Sprintf("%d of %d %s", n[0], n[1], what) }
