// Counterpoint runs the verdict tables of a module and says who noticed: for each row which tools saw
// the mistake, and what there is to learn from it.
//
//	counterpoint                            run all tables of the module, print the matrix
//	counterpoint verdict ./lockfree         run those of some packages
//	counterpoint show lockfree.Unsafe       explain one row: source, fix, what each tool said
//	counterpoint explore ./...              run ordinary tests under every interleaving
//	counterpoint replay ./shop TestX v1...  run one schedule of such a test again
//	counterpoint deadlock ./...             run ordinary tests with locks that are watched
//	counterpoint litmus                     ask this machine what two goroutines really do
//	counterpoint measure                    measure goroutines, threads and processes on this machine
//
// The exit status is 0 if every tool answered as its row wants, no test that is explored has a failure, and no lock
// is seen to be taken in a wrong order, nor an outcome met that the memory model forbids; 1 otherwise, 2 if something
// could not be run, 130 after an interrupt. Run counterpoint help for the rest.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/lockcheck"
	"github.com/counterpoint-go/counterpoint/internal/measure"
	"github.com/counterpoint-go/counterpoint/internal/tables"
	"github.com/counterpoint-go/counterpoint/parallel"
)

// The exit statuses.
const (
	statusOK          = 0
	statusWrong       = 1   // an answer was not what its row wants
	statusTrouble     = 2   // something could not be run
	statusInterrupted = 130 // 128 + SIGINT, as a shell has it
)

// statusHelp documents them.
const statusHelp = `Exit status:
  0    every tool answered as its row wants
  1    a tool answered otherwise
  2    something could not be run: a bad argument, a package that does not build, no table, no C compiler
  130  interrupted
(go run prints the status and ends with 1 itself.)`

// errWrong ends a command whose output has already said that an answer was wrong, and which.
var errWrong = errors.New("an answer was not what its row wants")

// errInterrupted ends a command that was told to stop.
var errInterrupted = errors.New("interrupted")

func main() {
	parallel.Init()
	if measure.Echoing() {
		measure.Echo()
		return
	}
	if os.Getenv(explorer.CopiesVariable) != "" {
		os.Exit(explorer.Copies(os.Args[1:], os.Stdout, os.Stderr))
	}
	if os.Getenv(lockcheck.LogVariable) != "" {
		os.Exit(lockcheck.Exec(os.Args[1:], os.Stderr))
	}
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run runs the command line and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	// A signal that was ignored when we were started, as after nohup, stays so.
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE}, signal.Ignored)
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	root := newRoot()
	root.SetArgs(twoDashes(args))
	root.SetOut(stdout)
	root.SetErr(stderr)
	return report(stderr, root.ExecuteContext(ctx))
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

// report prints what went wrong, if anything did, and returns the exit status. What the go command
// had to say stands by itself, as go printed it; what is ours begins with our name.
func report(stderr io.Writer, err error) int {
	var refused *tables.GoError
	switch {
	case err == nil:
		return statusOK
	case errors.Is(err, errWrong), errors.Is(err, errFound):
		return statusWrong
	case errors.Is(err, context.Canceled):
		fmt.Fprintf(stderr, "counterpoint: %v\n", errInterrupted)
		return statusInterrupted
	case errors.Is(err, errInterrupted):
		fmt.Fprintf(stderr, "counterpoint: %v\n", err)
		return statusInterrupted
	case errors.As(err, &refused):
		fmt.Fprintf(stderr, "counterpoint: %s failed; in go's own words:\n%s\n", refused.Asked, refused.Words)
	default:
		fmt.Fprintf(stderr, "counterpoint: %v\n", err)
	}
	return statusTrouble
}

func newRoot() *cobra.Command {
	var v verdictCommand
	root := &cobra.Command{
		Use:   "counterpoint [packages]",
		Short: "Which concurrency mistake is noticed by which tool",
		Long: `Counterpoint runs the tables of a module, each row of which is a concurrency mistake or its cure,
and asks every tool about every row: the race detector, go vet, the Go runtime, go-deadlock, our own
checker of locks, goleak, the test's own assertion, and an exploration of every interleaving. The matrix says who noticed.

Without a subcommand it does what verdict does. The subcommand explore is for tests without a table: it runs
ordinary tests of ordinary packages under every interleaving. So is deadlock: it runs them once, and watches their locks.
Litmus asks the machine itself what becomes of variables that two goroutines share.
Measure needs no test: it tells what goroutines, threads and processes cost and bring on this machine.

` + statusHelp,
		Example: `  counterpoint ./...
  counterpoint --expected --tool race,assert ./counter
  counterpoint show counter.UnsafeLogged`,
		Args:          packagesOnly,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          v.run,
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w; %s --help lists the flags", err, cmd.CommandPath())
	})
	v.addFlags(root)
	root.AddCommand(newVerdict(), newShow(), newExplore(), newReplay(), newDeadlock(), newLitmus(), newMeasure())
	return root
}

// packagesOnly refuses a word that can only be meant for a subcommand.
func packagesOnly(cmd *cobra.Command, args []string) error {
	if len(args) == 0 || strings.ContainsAny(args[0], "./") {
		return nil
	}
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("unknown subcommand %q: did you mean %s?", args[0], strings.Join(near, " or "))
	}
	return fmt.Errorf("unknown subcommand %q: counterpoint help lists them", args[0])
}

// newGo returns the go command as tables want it, and tells of what it keeps from it.
func newGo(stderr io.Writer) tables.Go {
	env, ignored := tables.Environment()
	switch len(ignored) {
	case 0:
	case 1:
		fmt.Fprintf(stderr, "counterpoint: note: %s is set, and is ignored: every row runs under settings of its own\n", ignored[0])
	default:
		fmt.Fprintf(stderr, "counterpoint: note: %s are set, and are ignored: every row runs under settings of its own\n", strings.Join(ignored, ", "))
	}
	return tables.Go{Env: env}
}
