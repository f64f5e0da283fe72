package explore

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// A Strategy says which executions are run.
type Strategy string

const (
	// DPOR runs one schedule of each Mazurkiewicz trace: of all schedules that differ only in the order of
	// steps that do not depend on each other. It is exhaustive, and the default.
	DPOR Strategy = "dpor"
	// DFS runs every schedule. It is exhaustive, and there to count them.
	DFS Strategy = "dfs"
	// Random takes at each step any goroutine that can go on, each as likely as the others.
	Random Strategy = "random"
	// PCT gives goroutines priorities and changes them at a few random steps, which finds bugs that need
	// few particular steps with a known probability.
	PCT Strategy = "pct"
	// OneSchedule is what Replay sets.
	OneSchedule Strategy = "replay"
)

func (s Strategy) isExhaustive() bool { return s == DPOR || s == DFS }

// An Option says how to explore.
type Option func(*config)

type config struct {
	strategy    Strategy
	executions  int
	steps       int
	time        time.Duration
	preemptions int // negative is without bound
	deepening   bool
	seed        uint64
	depth       int
	keepGoing   bool
	ignoreRaces bool
	patient     bool
	endless     bool
	sampling    bool
	impatient   bool
	shard       int // of shards; from 1
	shards      int
	processes   int
	progress    io.Writer
	checkpoint  string // file; "" for none
	expected    []Expected
	schedule    []sched.Transition // with kinds, the one schedule to run
	kinds       []sched.Kind
	replayed    bool
	from        string // with schedule, what all executions begin with
	name        string // of the test
	until       func() bool
	err         error
}

// The bounds of an exploration that says nothing else.
const (
	defaultSteps   = 10_000
	defaultSamples = 10_000 // of a strategy that does not end by itself
	defaultDepth   = 3
)

func newConfig(options []Option) config {
	c := config{strategy: DPOR, preemptions: -1, steps: defaultSteps, depth: defaultDepth}
	for _, o := range options {
		o(&c)
	}
	if c.strategy == DPOR && (c.preemptions >= 0 || c.deepening) {
		c.strategy = DFS
	}
	if c.deepening && c.strategy != DFS && !c.replayed && c.err == nil {
		c.err = fmt.Errorf("explore: Deepening is an option of the exhaustive strategies, and %s is none: leave one of them out", c.strategy)
	}
	if !c.strategy.isExhaustive() && !c.replayed && c.executions == 0 && c.time == 0 {
		c.executions = defaultSamples
	}
	if (c.shards > 1 || c.processes > 1) && !c.canBeDivided() && !c.replayed && c.err == nil {
		c.err = errors.New("explore: Shard and Parallel divide the search of DPOR without Preemptions and Deepening, and no other")
	}
	c.sampling = c.sampling && c.strategy == DPOR && c.shards <= 1 && c.checkpoint == "" && c.from == ""
	switch {
	case c.from != "" && c.err == nil && !c.strategy.isExhaustive():
		c.err = fmt.Errorf("explore: From explores all that comes after a schedule, which is not for %s: use DPOR or DFS", c.strategy)
	case c.replayed:
		c.checkpoint, c.shard, c.shards = "", 0, 0
	case c.checkpoint != "" && c.shards > 1:
		c.checkpoint += fmt.Sprintf(".%d-of-%d", c.shard, c.shards)
	}
	return c
}

// canBeDivided says whether the search can be one of shards.
func (c config) canBeDivided() bool { return c.strategy == DPOR }

// strategyOf returns the search of all executions that begin with these steps.
func (c config) strategyOf(prefix []sched.Transition) search.Strategy {
	switch {
	case c.replayed:
		return &search.Replay{Schedule: c.schedule, Kinds: c.kinds}
	case c.strategy == Random:
		return search.NewRandom(c.seed)
	case c.strategy == PCT:
		return search.NewPCT(c.seed, c.depth)
	case c.deepening:
		return &search.Deepening{Most: c.preemptions, Prefix: prefix}
	case c.strategy == DFS:
		return &search.DFS{Preemptions: c.preemptions, Prefix: prefix}
	}
	return search.NewPart(search.After(prefix))
}

// Using sets the strategy.
func Using(s Strategy) Option { return func(c *config) { c.strategy = s } }

// Executions ends the exploration after n executions. See [Checkpoint] for how to go on later.
func Executions(n int) Option { return func(c *config) { c.executions = n } }

// Steps ends an execution after n steps, and reports it as one that has no end, see [Endless]. The default is 10,000.
func Steps(n int) Option { return func(c *config) { c.steps = n } }

// Endless takes an execution that has more steps than it may for no failure: it is cut off there, and counted. It is for
// programs that are long, or have schedules without an end in which somebody is left out. That an execution goes round
// without end though nobody is left out is a failure all the same: a [Livelock], or, from tick to tick, a [Leak] once the
// test is over, and a [Deadlock] as long as it waits.
func Endless() Option { return func(c *config) { c.endless = true } }

// Sampling has DPOR give way to random executions from time to time. It goes on from where it has been, and is for long
// at the ends of its first executions; what is far from there, in a program that is too large for it, they may come by.
// A program that is small is over before there is a sample. Of executions that are long, DPOR varies the first 500 steps
// alone where it would be slow. Samples count as [Report.Sampled] alone, and do not make
// what is exhaustive less so. It has no effect on other strategies, nor with [Shard], [Checkpoint] and [From].
func Sampling() Option { return func(c *config) { c.sampling = true } }

// Impatient takes an execution for no failure in which the test fails for having waited no longer: a goroutine that was in
// a select of several cases was let out of it by a timer, or by a deadline, although others could have gone on; and would
// not have failed had time waited for them. Such executions are counted. It is for tests that wait with a limit, which all
// fail if goroutines are slow enough.
func Impatient() Option { return func(c *config) { c.impatient = true } }

// For ends the exploration after that time. See [Checkpoint] for how to go on later.
func For(d time.Duration) Option { return func(c *config) { c.time = d } }

// Until ends the exploration when isOver, which is asked before each execution, says so. See [Checkpoint] for how to go
// on later.
func Until(isOver func() bool) Option { return func(c *config) { c.until = isOver } }

// Preemptions runs only schedules in which a goroutine that could go on is left at most n times. Most
// bugs need one or two (Madanlal Musuvathi and Shaz Qadeer, "Iterative Context Bounding for Systematic
// Testing of Multithreaded Programs", PLDI 2007). What is explored is then schedules, by DFS. If no schedule has
// more, it is exhaustive. Random and PCT have no such bound.
func Preemptions(n int) Option { return func(c *config) { c.preemptions = n } }

// Deepening runs schedules without preemptions first, then those with one, with two, and so on: so the first
// failure has as few preemptions as there are in any. It ends with the bound of [Preemptions], or else when there
// is no schedule with more, and is exhaustive then. What is explored is schedules, by DFS; the report says how
// many preemptions those have of which all were run.
//
// Each schedule counts once. On the way to those with n preemptions some with fewer are run again: they count as
// Repeated alone.
func Deepening() Option { return func(c *config) { c.deepening = true } }

// Seed has Random and PCT run other executions. The same seed gives the same ones.
func Seed(n uint64) Option { return func(c *config) { c.seed = n } }

// Depth has PCT change priorities at n-1 steps. The default is 3.
func Depth(n int) Option { return func(c *config) { c.depth = n } }

// Replay runs one schedule alone, as a report gives it. If the program has changed since, so that a step
// cannot be made, the report says which; [From] then explores what comes after the steps before it.
func Replay(schedule string) Option {
	return func(c *config) {
		c.schedule, c.kinds, c.err = decode(schedule)
		c.replayed, c.strategy = true, OneSchedule
	}
}

// From follows a schedule, as a report gives it, as far as that can be done, and explores all executions that go on
// from there: with DPOR, one schedule of each trace that begins with these steps. If the program has changed since,
// so that a step cannot be made, it is the steps before that which are followed, and the report says which: see
// [Report.Followed]. Preemptions count after them. It is an option of the exhaustive strategies.
//
// What is exhaustive is so for what begins with these steps: outcomes that are expected need not be met.
func From(schedule string) Option {
	return func(c *config) {
		c.schedule, c.kinds, c.err = decode(schedule)
		c.from = schedule
	}
}

// KeepGoing does not stop at the first failure: the report has all that differ.
func KeepGoing() Option { return func(c *config) { c.keepGoing = true } }

// Named gives what [Run] explores a name, which T.Name says. Test has that of the test.
func Named(test string) Option { return func(c *config) { c.name = test } }

// IgnoreRaces does not report data races. It is for programs that are to show what else goes wrong.
func IgnoreRaces() Option { return func(c *config) { c.ignoreRaces = true } }

// PatientTime lets time pass only when no goroutine can go on. Without it, a timer may fire as soon as it is
// started, since a goroutine may be arbitrarily slow.
func PatientTime() Option { return func(c *config) { c.patient = true } }

// Progress has a line written to w every two seconds, which says how many executions there have been, and about how
// much of an exhaustive search that is.
func Progress(w io.Writer) Option { return func(c *config) { c.progress = w } }

// Shard runs the ith of n parts of the search, 1 <= i <= n, and no other: the same program is divided in the
// same way everywhere, so that n machines share a search without talking to each other. [Merge] puts their
// reports together. Each part has some executions that end early, since what they lead to is another part's:
// they count as redundant. It is an option of DPOR without bounds.
//
// A continuous integration that runs all tests on n machines sets EXPLORE_SHARD instead, see the package comment.
func Shard(i, n int) Option {
	return func(c *config) {
		c.shard, c.shards = i, n
		if i < 1 || i > n {
			c.err = fmt.Errorf("explore: Shard(%d, %d): there is no such shard: they are 1 to %d", i, n, n)
		}
	}
}

// Parallel has [Test] share the search among n processes, each of which runs the test again for one shard. It
// is an option of DPOR without bounds, and has no effect where EXPLORE_SHARD is set.
func Parallel(n int) Option { return func(c *config) { c.processes = n } }

// Expect grades the outcomes, see [T.Outcome]. An outcome that is not among them is a failure, and so is one
// among them that an exhaustive exploration does not meet.
func Expect(outcomes ...Expected) Option {
	return func(c *config) { c.expected = append(c.expected, outcomes...) }
}

// An Expected outcome is one that the test knows of.
type Expected struct {
	Result string
	Grade  Grade
	Why    string
}

// A Grade says what to think of an outcome.
type Grade string

// The grades.
const (
	Acceptable  Grade = "acceptable"  // as it should be
	Interesting Grade = "interesting" // allowed, and not what one would think of first
	Forbidden   Grade = "forbidden"   // the test fails if it is met
)
