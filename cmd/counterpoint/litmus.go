package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
)

// litmusStatus documents the exit statuses.
const litmusStatus = `Exit status:
  0    no forbidden outcome was met
  1    a forbidden outcome was met: the machine, the compiler or the memory model is wrong
  2    something could not be run: a bad argument, an unknown name
  130  interrupted`

// litmusCommand is the subcommand litmus.
type litmusCommand struct {
	rounds int
	time   time.Duration
	list   bool
	json   bool
}

func newLitmus() *cobra.Command {
	var c litmusCommand
	cmd := &cobra.Command{
		Use:   "litmus [names]",
		Short: "Ask this machine what it really does with two goroutines",
		Long: `Litmus has two goroutines run a few steps each at the same moment, in lockstep, millions of times, and counts what
came of it: store buffering, message passing, coherence, load buffering, a lost update and a torn interface, each with
plain variables and with atomic ones. Every outcome is graded by what the Go memory model allows, whose clause is
quoted: acceptable, interesting (allowed, and not what one would think of first) or forbidden. How often an outcome is met
differs from machine to machine and from run to run; that one is not met says little.

A name is that of a test, as SB/atomic, or of a shape, as SB: that is all its variants. Without a name all tests run.

Each test takes a second, see --time. With --json each is a line with the fields test, about, racy, rounds, seconds, machine
(goos, goarch, go, cpus, gomaxprocs, race), note and outcomes (result, count, frequency, grade, why and clause, which has name,
words and source).

` + litmusStatus,
		Example: `  counterpoint litmus
  counterpoint litmus SB LostUpdate/plain
  counterpoint litmus --time 1m TornInterface`,
		RunE: c.run,
	}
	flags := cmd.Flags()
	flags.IntVar(&c.rounds, "rounds", 0, "end a test after `n` rounds (0: without a bound)")
	flags.DurationVar(&c.time, "time", time.Second, "end a test after this time (0: without a bound)")
	flags.BoolVar(&c.list, "list", false, "list the tests, and run none")
	flags.BoolVar(&c.json, "json", false, "print JSON lines, each test as it is done")
	return cmd
}

// check says what is wrong with the flags.
func (c *litmusCommand) check() error {
	switch {
	case c.rounds < 0:
		return fmt.Errorf("--rounds is %d, and cannot be negative", c.rounds)
	case c.time < 0:
		return fmt.Errorf("--time is %v, and cannot be negative", c.time)
	case c.rounds == 0 && c.time == 0:
		return errors.New("--rounds and --time are both 0: a test would have no end")
	}
	return nil
}

func (c *litmusCommand) run(cmd *cobra.Command, names []string) error {
	if err := c.check(); err != nil {
		return err
	}
	tests, err := findLitmus(litmus.Tests(), names)
	if err != nil {
		return err
	}
	say := litmusTeller{screenOf(cmd.OutOrStdout())}
	if c.list {
		say.list(tests)
		return nil
	}
	tell := say.tell
	if c.json {
		tell = say.line
	}
	return c.sample(cmd.Context(), tests, tell, cmd.ErrOrStderr())
}

// sample runs the tests one after the other, with a progress line.
func (c *litmusCommand) sample(ctx context.Context, tests []litmus.Test, tell func(*litmus.Table), stderr io.Writer) error {
	line := newTestProgress(stderr)
	defer func() { line.Stop() }()
	isWrong := false
	for i, test := range tests {
		line.update(i, len(tests), test.Name)
		table, err := litmus.Sample(ctx, test, litmus.Rounds(c.rounds), litmus.For(c.time))
		switch {
		case errors.Is(err, litmus.ErrRacy):
			fmt.Fprintf(stderr, "counterpoint: note: %s: %v\n", test.Name, litmus.ErrRacy)
			continue
		case errors.Is(err, context.Canceled):
			return fmt.Errorf("%w after %d of %s", errInterrupted, i, count(len(tests), "test", "tests"))
		case err != nil:
			return err
		}
		line.Stop() // the two may share a terminal
		tell(table)
		line = newTestProgress(stderr)
		isWrong = isWrong || table.Err() != nil
	}
	if isWrong {
		return errFound
	}
	return nil
}

// findLitmus returns the tests of these names, in their own order; all if there is no name.
func findLitmus(tests []litmus.Test, names []string) (found []litmus.Test, err error) {
	var known []string
	for _, test := range tests {
		shape, _, _ := strings.Cut(test.Name, "/")
		known = append(known, test.Name)
		if !slices.Contains(known, shape) {
			known = append(known, shape)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, name) }) {
			return nil, fmt.Errorf("there is no litmus test %s; %s", name, hint(name, known, "counterpoint litmus --list lists them"))
		}
	}
	for _, test := range tests {
		shape, _, _ := strings.Cut(test.Name, "/")
		if len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, test.Name) || strings.EqualFold(n, shape) }) {
			found = append(found, test)
		}
	}
	return found, nil
}
