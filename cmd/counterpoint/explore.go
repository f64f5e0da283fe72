package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
	"github.com/counterpoint-go/counterpoint/internal/rebuild"
)

// errFound ends a command whose output has already said what was found.
var errFound = errors.New("a failure was found")

// exploreStatus documents the exit statuses.
const exploreStatus = `Exit status:
  0    no failure was found
  1    a failure was found
  2    something could not be run: a bad argument, a package that does not build, a test that is refused
  130  interrupted`

// exploreCommand is the subcommand explore.
type exploreCommand struct {
	buildFlags
	searchFlags
	run    string
	strict bool
	json   bool
	html   string
}

// buildFlags say what is built, for explore and for replay.
type buildFlags struct {
	tags string
	race bool
	with []string
}

// searchFlags say how a test is explored.
type searchFlags struct {
	strategy           string
	executions, steps  int
	time               time.Duration
	preemptions        int
	seed               uint64
	patient, keepGoing bool
}

func newExplore() *cobra.Command {
	var c exploreCommand
	cmd := &cobra.Command{
		Use:   "explore [packages]",
		Short: "Run ordinary tests under every interleaving",
		Long: `Explore takes the tests of the packages (. if none is named) as they are, rewrites them and what they need of
the module in memory, and runs each again and again, until it has seen every interleaving of its goroutines that makes
a difference. It prints for each test a line, and for one that fails the schedule that does it, with a command that runs
this schedule again. Neither the module nor its go.mod is changed, and nothing is downloaded.

A test that fails where time has passed is explored once more with --patient, and the answer says if it does not fail
there. One that skips itself in every interleaving has no failure, and says so.

A test has 10 seconds, see --time; what part of all interleavings was run in them is said. What cannot be observed is
listed: it was left as it is.

With --json each test is a line with the fields package, test, verdict (pass, fail, bounded or refused), exhaustive,
executions, redundant, seconds, findings, refusals and replay; and, of one whose search is not exhaustive, how far that
has come: stopped (why), covered (about which part of it is done) and preemptions (up to how many all schedules were run).

With --html FILE what is found is also a page, to be opened from the disk, on which the failing schedules are stepped
through.

` + exploreStatus,
		Example: `  counterpoint explore ./...
  counterpoint explore --run '^TestTransfer$' --time 5m ./bank
  counterpoint explore --with golang.org/x/sync/... ./fetch`,
		RunE: c.explore,
	}
	flags := cmd.Flags()
	flags.StringVar(&c.run, "run", "", "explore only the tests whose names match the `regexp`")
	flags.BoolVar(&c.strict, "strict", false, "explore nothing if a place cannot be rewritten")
	flags.BoolVar(&c.json, "json", false, "print JSON lines, each test as it is done")
	flags.StringVar(&c.html, "html", "", "write what is found to `file` too, as a page to step through the failing schedules")
	c.buildFlags.add(flags)
	c.searchFlags.add(flags)
	return cmd
}

func (b *buildFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&b.tags, "tags", "", "build with these `tags`, separated by commas")
	flags.BoolVar(&b.race, "race", false, "build with the race detector too")
	flags.StringSliceVar(&b.with, "with", nil, "rewrite also these `packages` of other modules (repeat, or separate by commas)")
	for _, name := range coverage {
		flags.String(name, "", "")
		flags.Lookup(name).NoOptDefVal = "true"
		_ = flags.MarkHidden(name) // it is there
	}
}

// coverage are the flags of go test that cannot be had here.
var coverage = []string{"cover", "covermode", "coverpkg", "coverprofile"}

// checkCover refuses them.
func checkCover(flags *pflag.FlagSet) error {
	if slices.ContainsFunc(coverage, flags.Changed) {
		return rebuild.ErrCover
	}
	return nil
}

func (s *searchFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&s.strategy, "strategy", string(explore.DPOR), "run executions as `strategy` says: dpor, dfs, random or pct")
	flags.IntVar(&s.executions, "executions", 0, "end the search of a test after `n` executions (0: without a bound)")
	flags.DurationVar(&s.time, "time", 10*time.Second, "end the search of a test after this time (0: without a bound)")
	flags.IntVar(&s.preemptions, "preemptions", -1, "run only schedules with at most `n` preemptions (-1: all)")
	flags.Uint64Var(&s.seed, "seed", 0, "have random and pct run other executions")
	flags.BoolVar(&s.keepGoing, "keep-going", false, "find all failures of a test, not only the first")
	s.addExecution(flags)
}

// addExecution adds those flags that change what a schedule is.
func (s *searchFlags) addExecution(flags *pflag.FlagSet) {
	flags.IntVar(&s.steps, "steps", 0, "end an execution after `n` steps (0: after 10,000)")
	flags.BoolVar(&s.patient, "patient", false, "let time pass only when no goroutine can go on")
}

// check says what is wrong with the flags.
func (s *searchFlags) check() error {
	known := []explore.Strategy{explore.DPOR, explore.DFS, explore.Random, explore.PCT}
	switch {
	case !slices.Contains(known, explore.Strategy(s.strategy)):
		return fmt.Errorf("unknown strategy %q; the strategies are dpor, dfs, random, pct", s.strategy)
	case s.executions < 0:
		return fmt.Errorf("--executions is %d, and cannot be negative", s.executions)
	case s.steps < 0:
		return fmt.Errorf("--steps is %d, and cannot be negative", s.steps)
	case s.time < 0:
		return fmt.Errorf("--time is %v, and cannot be negative", s.time)
	case s.preemptions < -1:
		return fmt.Errorf("--preemptions is %d, and cannot be negative", s.preemptions)
	}
	return nil
}

// request returns what the flags ask for.
func (s *searchFlags) request(r *explorer.Request) {
	r.Settings.Strategy = explore.Strategy(s.strategy)
	r.Settings.Executions, r.Settings.Steps, r.Settings.Time = s.executions, s.steps, s.time
	r.Settings.Seed, r.Settings.Patient, r.Settings.KeepGoing = s.seed, s.patient, s.keepGoing
	if s.preemptions >= 0 {
		r.Settings.Preemptions = &s.preemptions
	}
}

func (b *buildFlags) request(r *explorer.Request) {
	r.Tags, r.Race, r.With = b.tags, b.race, b.with
}

func (c *exploreCommand) explore(cmd *cobra.Command, patterns []string) error {
	if err := cmp.Or(c.check(), checkCover(cmd.Flags())); err != nil {
		return err
	}
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	r := explorer.Request{Patterns: patterns, Strict: c.strict}
	c.buildFlags.request(&r)
	c.searchFlags.request(&r)
	if c.run != "" {
		run, err := parseRun(c.run)
		if err != nil {
			return err
		}
		r.Run = run
	}
	html, err := newOutFile("html", c.html, cmd.Flags().Changed("html"))
	if err != nil {
		return err
	}
	stdout, stderr := cmd.OutOrStdout(), cmd.ErrOrStderr()
	say := &teller{screen: screenOf(stdout), replayFlags: c.replayFlags()}
	r.Answered = say.answer
	if c.json {
		r.Answered = say.line
	}
	outcome, err := runExplorer(cmd.Context(), r, stderr)
	if outcome == nil {
		return err
	}
	if !c.json {
		say.summary(outcome)
	} else if len(outcome.Answers) == 0 {
		say.listRefusals(stderr, outcome.Refusals)
	}
	err = concludeExplore(stderr, outcome, err)
	return cmp.Or(html.write(say.page(outcome, err).Write), err)
}

// parseRun reads the argument of --run. Subtests are run with their test: each is a goroutine of it.
func parseRun(text string) (*regexp.Regexp, error) {
	if strings.Contains(text, "/") {
		return nil, fmt.Errorf("--run %s: a subtest cannot be explored without its test: leave out what is behind the slash", text)
	}
	run, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("--run: %w", err)
	}
	return run, nil
}

// runExplorer explores in a temporary folder, with a progress line.
func runExplorer(ctx context.Context, r explorer.Request, stderr io.Writer) (*explorer.Outcome, error) {
	temp, err := os.MkdirTemp("", "counterpoint")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	r.Temp = temp
	if r.Self, err = os.Executable(); err != nil {
		r.Self = "" // one process a package will do
	}
	line := newTestProgress(stderr)
	defer func() { line.Stop() }()
	r.Progress = func(done, known int, test string) { line.update(done, known, test) }
	answered := r.Answered
	r.Answered = func(a explorer.Answer) { // the two may share a terminal
		line.Stop()
		answered(a)
		line = newTestProgress(stderr)
	}
	return explorer.Explore(ctx, gocommand.Go{Env: os.Environ()}, r)
}

// concludeExplore tells of what kept tests from being explored, and returns how the command ends.
func concludeExplore(stderr io.Writer, outcome *explorer.Outcome, err error) error {
	for _, trouble := range outcome.Troubles {
		fmt.Fprintf(stderr, "counterpoint: %s\n", trouble.What)
		if trouble.Words != "" {
			fmt.Fprintln(stderr, clip(trouble.Words, mostLines))
		}
	}
	has := func(v explorer.Verdict) bool {
		return slices.ContainsFunc(outcome.Answers, func(a explorer.Answer) bool { return a.Verdict == v })
	}
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("%w after %d of %s", errInterrupted, len(outcome.Answers), count(outcome.Known, "test", "tests"))
	case err != nil:
		return err
	case has(explorer.Fail):
		return errFound
	case has(explorer.Refused):
		return errors.New("not every test could be explored, see above")
	}
	return nil
}

// replayFlags returns those flags that a replay needs too.
func (c *exploreCommand) replayFlags() (flags string) {
	add := func(isSet bool, format string, args ...any) {
		if isSet {
			flags += " " + fmt.Sprintf(format, args...)
		}
	}
	add(c.tags != "", "--tags %s", c.tags)
	add(c.race, "--race")
	add(len(c.with) > 0, "--with %s", strings.Join(c.with, ","))
	add(c.steps > 0, "--steps %d", c.steps)
	add(c.patient, "--patient")
	return flags
}

// encode prints a value as a line.
func encode(w io.Writer, value any) {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // a reader who has left makes itself known by SIGPIPE
}
