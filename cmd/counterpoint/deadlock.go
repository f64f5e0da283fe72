package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/lockcheck"
)

// deadlockStatus documents the exit statuses.
const deadlockStatus = `Exit status:
  0    nothing was found
  1    something was found
  2    something could not be run, or failed and no finding says why: a bad argument, a package that does not build, a test
  130  interrupted`

// deadlockCommand is the subcommand deadlock.
type deadlockCommand struct {
	buildFlags
	run     string
	short   bool
	count   int
	timeout time.Duration
	json    bool
}

func newDeadlock() *cobra.Command {
	var c deadlockCommand
	cmd := &cobra.Command{
		Use:   "deadlock [packages]",
		Short: "Run ordinary tests with locks that see the deadlock that has not happened yet",
		Long: `Deadlock runs the tests of the packages (. if none is named) as they are, with every sync.Mutex, sync.RWMutex and
sync.WaitGroup of the module replaced by one that is watched. It reports locks that goroutines take in orders that make a
circle, though nothing has hung; a lock that is taken twice, or read again while a writer waits; and goroutines that do
hang, at once. Neither the module nor its go.mod is changed, and nothing is downloaded.

What is found is found in what the tests did: code that no test runs is not checked. Each test runs in a goroutine of its
own, and two tests are taken for code that may run at the same time. Goroutines that packages of other modules start, as
errgroup does, are not known to be ordered by that; with --with these packages are rewritten too. What a channel orders is
known if all that is done to it is: what a value that was received comes after, where all who send are ordered themselves, and
what comes after a close. A select, which might have chosen otherwise, orders nothing.

A package that hands its locks to code which is not rewritten would not build: its locks are left alone, and that is said.
A test that fails is shown as go test shows it. It may fail for reasons of its own, or for a lock or a channel that is slower
than it was, or takes memory: run it with go test to know.

With --json each finding is a line with the fields package, kind, hangs, steps, advice and text; each package, behind its
findings, one with package, result (ok, found, failed or no test files), seconds, tests, findings, failed and notRun;
and each package whose locks are left alone one with package, result (left alone) and why.

` + deadlockStatus,
		Example: `  counterpoint deadlock ./...
  counterpoint deadlock --run '^TestTransfer$' --count 10 ./bank
  counterpoint deadlock --with golang.org/x/sync/... ./fetch`,
		RunE: c.deadlock,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.run, "run", "", "run only the tests whose names match the `regexp`, as go test -run does")
	flags.BoolVar(&c.short, "short", false, "tell long tests to be shorter, as go test -short does")
	flags.IntVar(&c.count, "count", 1, "run each test `n` times")
	flags.DurationVar(&c.timeout, "timeout", 10*time.Minute, "end the tests of a package after this time (0: without a bound)")
	flags.BoolVar(&c.json, "json", false, "print JSON lines, each package as it is done")
	c.add(flags)
	return cmd
}

// check says what is wrong with the flags.
func (c *deadlockCommand) check() error {
	if _, err := regexp.Compile(c.run); err != nil {
		return fmt.Errorf("--run: %w", err)
	}
	switch {
	case c.count < 1:
		return fmt.Errorf("--count is %d: a test is to be run once or more", c.count)
	case c.timeout < 0:
		return fmt.Errorf("--timeout is %v, and cannot be negative", c.timeout)
	}
	return nil
}

func (c *deadlockCommand) deadlock(cmd *cobra.Command, patterns []string) error {
	if err := cmp.Or(c.check(), checkCover(cmd.Flags())); err != nil {
		return err
	}
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	r := lockcheck.Request{
		Patterns: patterns, Run: c.run, Tags: c.tags, Race: c.race, With: c.with, Short: c.short, Count: c.count, Timeout: c.timeout,
	}
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	say := &lockTeller{screen: screenOf(stdout), told: map[string]string{}}
	r.Checked = say.tell
	if c.json {
		r.Checked = say.lines
	}
	outcome, err := runLockcheck(cmd.Context(), r, stderr)
	if outcome == nil {
		return err
	}
	if c.json {
		say.left(outcome)
	} else {
		say.conclude(outcome)
	}
	return concludeDeadlock(outcome, err)
}

// runLockcheck checks in a temporary folder, with a progress line.
func runLockcheck(ctx context.Context, r lockcheck.Request, stderr io.Writer) (*lockcheck.Outcome, error) {
	temp, err := os.MkdirTemp("", "counterpoint")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	r.Temp = temp
	if r.Self, err = os.Executable(); err != nil {
		return nil, err
	}
	line := newPackageProgress(stderr)
	defer func() { line.Stop() }()
	r.Progress = func(done, known int, test string) { line.update(done, known, test) }
	checked := r.Checked
	r.Checked = func(p *lockcheck.Package) { // the two may share a terminal
		line.Stop()
		checked(p)
		line = newPackageProgress(stderr)
	}
	return lockcheck.Check(ctx, gocommand.Go{Env: os.Environ()}, r)
}

// concludeDeadlock returns how the command ends.
func concludeDeadlock(outcome *lockcheck.Outcome, err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%w after %d of %s", errInterrupted, len(outcome.Packages), count(outcome.Known, "package", "packages"))
	}
	if err != nil {
		return err
	}
	for _, p := range outcome.Packages {
		if len(p.Findings) > 0 {
			return errFound
		}
		if p.IsBroken {
			err = errors.New("not every test passed, see above")
		}
	}
	return err
}
