package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/bench"
	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// A compareCommand is the comparison and its flags.
type compareCommand struct {
	pattern    string
	goroutines []int
	rounds     bench.Rounds
	json, list bool
	svg, bench string // files to write
}

func newCompare() *cobra.Command {
	var c compareCommand
	cmd := &cobra.Command{
		Use:   "compare",
		Short: "The primitives beside what one would use in their place",
		Long: `Compare has types of ours and their peers do the same work with 1, 2, 4 and 16 goroutines, and prints for
each row the ratio of ours to the fastest peer. All take part in every round, in a new order each time, and
the ratio is taken round by round: what slows the machine down slows all alike. The interval is the
confidence interval of the median ratio; a row is faster or slower if all of it is below or above 1.00.

` + statusHelp,
		Example: `  go -C bench run ./cmd/compare --run 'lockfree|^csp'
  GOMAXPROCS=1 go -C bench run ./cmd/compare --json
  go -C bench run ./cmd/compare --bench new.txt && benchstat -col /impl new.txt`,
		Args: cobra.NoArgs,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.pattern, "run", "", "measure the rows whose name matches this regular `expression`")
	flags.IntSliceVar(&c.goroutines, "goroutines", []int{1, 2, 4, 16}, "measure with these `numbers` of goroutines")
	flags.IntVar(&c.rounds.Number, "rounds", 30, "how many samples each takes; 6 at least give an interval")
	flags.DurationVar(&c.rounds.Time, "time", 10*time.Millisecond, "how long a sample is, about")
	flags.BoolVar(&c.json, "json", false, "print a line of JSON a row instead of the table")
	flags.BoolVar(&c.list, "list", false, "print the names of the rows and measure nothing")
	flags.StringVar(&c.svg, "svg", "", "write a plot of cost against goroutines to this `file`")
	flags.StringVar(&c.bench, "bench", "", "write all samples to this `file` in the format that benchstat reads")
	return quietly(cmd)
}

// A cell is a case with a number of goroutines: what is measured together.
type cell struct {
	bench.Case
	goroutines int
}

// cells returns what is to be measured.
func (c *compareCommand) cells() (cells []cell, err error) {
	pattern, err := regexp.Compile(c.pattern)
	if err != nil {
		return nil, fmt.Errorf("--run: %w", err)
	}
	if c.rounds.Number < 1 {
		return nil, fmt.Errorf("--rounds=%d: it takes one at least", c.rounds.Number)
	}
	if c.rounds.Time <= 0 {
		return nil, fmt.Errorf("--time=%s: a sample takes time", c.rounds.Time)
	}
	for _, file := range []string{c.svg, c.bench} {
		if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() { // before minutes of measuring
			return nil, fmt.Errorf("%s cannot be written: there is no such folder", file)
		}
	}
	for _, n := range c.goroutines {
		if n < 1 {
			return nil, fmt.Errorf("--goroutines: %d of them can do nothing", n)
		}
	}
	for _, some := range bench.Cases() {
		some.Ours = slices.DeleteFunc(some.Ours, func(ours bench.Impl) bool { return !pattern.MatchString(some.Row(ours)) })
		if len(some.Ours) == 0 {
			continue
		}
		for _, n := range some.Goroutines {
			if slices.Contains(c.goroutines, n) {
				cells = append(cells, cell{some, n})
			}
		}
	}
	if len(cells) == 0 {
		return nil, fmt.Errorf("no row matches --run=%q with --goroutines=%d; --list lists the rows", c.pattern, c.goroutines)
	}
	return cells, nil
}

func (c *compareCommand) run(cmd *cobra.Command, _ []string) (err error) {
	cells, err := c.cells()
	if err != nil {
		return err
	}
	if c.list {
		list(cmd.OutOrStdout(), cells)
		return nil
	}
	begin := time.Now()
	results, err := c.measure(cmd, cells)
	if err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	rows := rowsOf(results)
	if !c.json {
		printTable(screenOf(cmd.OutOrStdout()), rows, fmt.Sprintf("%d rounds of %s, GOMAXPROCS=%d, in %s.",
			c.rounds.Number, c.rounds.Time, runtime.GOMAXPROCS(0), time.Since(begin).Round(time.Second)))
	}
	err = errors.Join(err, save(c.svg, func(w io.Writer) error { return writeSVG(w, results) }),
		save(c.bench, func(w io.Writer) error { return writeBenchmarks(w, results) }))
	if err == nil && slices.ContainsFunc(rows, row.bad) {
		return errSlower
	}
	return err
}

// measure measures the cells, one after the other. If it is interrupted it returns what is complete.
func (c *compareCommand) measure(cmd *cobra.Command, cells []cell) (results []result, err error) {
	line := newProgress(cmd.ErrOrStderr())
	defer line.Stop()
	encoder := json.NewEncoder(cmd.OutOrStdout())
	for i, cell := range cells {
		advance(line, i, len(cells), fmt.Sprintf("%s/%s, %d", cell.Type, cell.Work, cell.goroutines))
		impls := cell.Impls(cell.goroutines)
		var samples [][]bench.Sample
		samples, err = c.rounds.Run(cmd.Context(), impls, cell.goroutines)
		if len(samples[0]) < min(sample.EnoughRounds, c.rounds.Number) {
			return results, err
		}
		results = append(results, result{cell, impls, samples})
		if c.json {
			for _, r := range rowsOf(results[len(results)-1:]) {
				if err := encoder.Encode(r); err != nil {
					return results, err
				}
			}
		}
		if err != nil {
			return results, err
		}
	}
	return results, nil
}

// list prints the names of the rows, and with how many goroutines they are measured.
func list(w io.Writer, cells []cell) {
	last := ""
	for _, cell := range cells {
		for _, ours := range cell.Ours {
			if name := cell.Row(ours); name != last {
				fmt.Fprintln(w, name)
				last = name
			}
		}
	}
}

// save writes a file that was asked for.
func save(file string, write func(w io.Writer) error) error {
	if file == "" {
		return nil
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, content.Bytes(), 0o666)
}
