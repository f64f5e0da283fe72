package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"runtime"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/bench"
	"github.com/counterpoint-go/counterpoint/bench/costs"
)

// A costsCommand is the subcommand and its flags.
type costsCommand struct {
	rounds bench.Rounds
	json   bool
}

func newCosts() *cobra.Command {
	var c costsCommand
	cmd := &cobra.Command{
		Use:   "costs",
		Short: "What false sharing, contention and a context switch cost on this machine",
		Long: `Costs measures what lies behind the comparison: an add alone, the same add where processors want the same
cache line, and the ways of letting somebody else run. Each is told in nanoseconds and in plain adds.`,
		Args: cobra.NoArgs,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.IntVar(&c.rounds.Number, "rounds", 20, "how many samples of each; 6 at least")
	flags.DurationVar(&c.rounds.Time, "time", 10*time.Millisecond, "how long a sample is, about")
	flags.BoolVar(&c.json, "json", false, "print a line of JSON a cost instead of the table")
	return quietly(cmd)
}

func (c *costsCommand) run(cmd *cobra.Command, _ []string) error {
	if c.rounds.Number < bench.EnoughRounds {
		return fmt.Errorf("--rounds=%d: an interval takes %d at least", c.rounds.Number, bench.EnoughRounds)
	}
	if c.rounds.Time <= 0 {
		return fmt.Errorf("--time=%s: a sample takes time", c.rounds.Time)
	}
	line := newProgress(cmd.ErrOrStderr())
	encoder := json.NewEncoder(cmd.OutOrStdout())
	var known []costs.Cost
	var broken error
	names := costs.Names()
	advance(line, 0, len(names), names[0])
	err := costs.Measure(cmd.Context(), c.rounds, func(done, all int, next string, cost costs.Cost) {
		advance(line, done, all, next)
		known = append(known, cost)
		if c.json {
			broken = errors.Join(broken, encoder.Encode(cost))
		}
	})
	line.Stop()
	if !c.json {
		printCosts(screenOf(cmd.OutOrStdout()), known, runtime.GOMAXPROCS(0))
	}
	return errors.Join(err, broken)
}

// printCosts prints costs for people.
func printCosts(s screen, known []costs.Cost, processors int) {
	if len(known) == 0 {
		return
	}
	t := newTable()
	t.AppendHeader(table.Row{"cost", "ns", "adds", "what it is"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Number: 2, Align: text.AlignRight, AlignHeader: text.AlignRight},
		{Number: 3, Align: text.AlignRight, AlignHeader: text.AlignRight},
		{Number: 4, WidthMax: 38, WidthMaxEnforcer: text.WrapSoft},
	})
	for _, c := range known {
		if c.Missing != "" {
			t.AppendRow(table.Row{c.Name, "", "", c.Means + " (not measured: " + c.Missing + ")"})
			continue
		}
		noise := 100 * math.Max(c.High-c.Ns, c.Ns-c.Low) / c.Ns
		t.AppendRow(table.Row{c.Name, fmt.Sprintf("%s ±%.0f%%", figure(c.Ns), noise), figure(c.Adds), c.Means})
	}
	fmt.Fprintln(s, t.Render())
	fmt.Fprintf(s, "\nGOMAXPROCS=%d.\n", processors)
}
