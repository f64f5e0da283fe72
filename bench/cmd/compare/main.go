// Compare measures the primitives beside what one would use in their place, and says which is faster.
//
//	go -C bench run ./cmd/compare                       every row, in a minute or two
//	go -C bench run ./cmd/compare --run 'Ring|SPSC'     some of them
//	go -C bench run ./cmd/compare --svg costs.svg       and a plot of cost against goroutines
//	go -C bench run ./cmd/compare checkers              which checker of lock order sees which deadlock
//
// The exit status is 0 if no row of ours is slower, 1 if one is, or allocates where its peer does not, 2 if
// something could not be measured, 130 after an interrupt.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit statuses.
const (
	statusOK          = 0
	statusSlower      = 1
	statusTrouble     = 2
	statusInterrupted = 130 // 128 + SIGINT, as a shell has it
)

// statusHelp documents them.
const statusHelp = `Exit status:
  0    no row of ours is slower than its best peer, or allocates where that does not
  1    one is, or does
  2    something could not be measured: a bad argument, no row of that name
  130  interrupted; what was measured until then is printed
(go run prints the status and ends with 1 itself.)`

// errSlower ends a command whose output has already said which row is slower.
var errSlower = errors.New("a row is slower")

func main() {
	os.Exit(runUntilStopped())
}

// runUntilStopped runs the command line until it is done or told to stop.
func runUntilStopped() (status int) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM}, signal.Ignored)
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// run runs the command line and returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newCompare()
	root.AddCommand(newCheckers())
	root.SetArgs(twoDashes(args))
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errSlower):
		return statusSlower
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "compare: interrupted")
		return statusInterrupted
	}
	fmt.Fprintf(stderr, "compare: %v\n", err)
	return statusTrouble
}

// twoDashes lets a flag begin with one dash, as those of the go command do: -json is --json. No flag of
// ours but -h is a letter.
func twoDashes(args []string) []string {
	args = slices.Clone(args)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if len(arg) > 2 && arg[0] == '-' && arg[1] != '-' {
			args[i] = "-" + arg
		}
	}
	return args
}

// quietly has a command report its errors to run alone, and name itself in those of its flags.
func quietly(c *cobra.Command) *cobra.Command {
	c.SilenceErrors, c.SilenceUsage = true, true
	c.CompletionOptions.HiddenDefaultCmd = true
	c.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	})
	return c
}
