package explore

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// Test explores body, and fails t with a report of what it finds. Each execution gets a T of its own.
//
// One exploration has the process to itself: another one waits until it is over. With -v a long one says how far it
// is, see [Progress].
func Test(t *testing.T, body func(t *T), options ...Option) {
	t.Helper()
	if testing.Verbose() {
		options = append([]Option{Progress(t.Output())}, options...)
	}
	report, mine := inProcesses(t, body, append(slices.Clip(options), Named(t.Name())))
	if !mine {
		return
	}
	if report.Failed() {
		t.Errorf("explore: %s", report)
		return
	}
	t.Logf("explore: %s", report.Summary())
}

// Run explores body, and returns what it finds.
func Run(body func(t *T), options ...Option) *Report {
	c := newConfig(options)
	r := &run{
		config: c, body: body, report: &Report{Strategy: c.strategy, Shard: c.shard, Shards: c.shards},
		outcomes: map[string]*Outcome{}, seen: map[string]bool{}, races: map[[4]int32]bool{},
	}
	if c.err != nil {
		r.report.Failures = []Failure{{Kind: Refused, Message: c.err.Error()}}
		return r.report
	}
	return r.watched()
}

// A run is an exploration under way.
type run struct {
	config
	body     func(t *T)
	report   *Report
	outcome  string // of the execution
	logged   []string
	t        T // of the execution, used again
	x        *sched.Exec
	foreign  *sched.Foreign         // what x knew of at the end
	prefix   []sched.Transition     // what all executions begin with
	part     int                    // which of the strategies is under way
	begun    bool                   // it has had an execution
	cut      bool                   // by a bound of preemptions
	resumed  int                    // executions that there were when this exploration began
	bounded  int                    // executions that earlier explorations had when they came to their bound
	saved    time.Time              // when the last checkpoint was written
	status   atomic.Pointer[string] // for the progress line
	clock    clock.Detector
	writers  search.Writers
	outcomes map[string]*Outcome
	seen     map[string]bool // the findings, by what tells them apart
	races    map[[4]int32]bool
	sample   sample
	looks    time.Time // since when the search learns from the execution, zero if nobody has asked
	isSample bool      // the execution is one
	smaller  bool      // the steps have turned out to be too large
	temp     string    // the directory of the executions' temporary directories
	temps    int       // how many of these the execution has made
}

func (r *run) explore() {
	begin := time.Now()
	r.x.RefineFor(r.kinds)
	saved, ok := r.load()
	if !ok {
		return
	}
	if saved != nil {
		r.x.RefineTo(saved.Fine)
	}
	for again := true; again; again = r.again() {
		if !r.isRepeatable() {
			return
		}
		r.followFrom()
		strategies := r.strategies()
		if r.smaller {
			continue
		}
		if saved != nil && !r.resume(saved, strategies) {
			return
		}
		saved = nil
		for r.part < len(strategies) && r.search(strategies[r.part], begin) {
			r.part++
			r.begun = false
		}
		for _, s := range strategies {
			if d, ok := s.(*search.DPOR); ok {
				d.Release()
			}
		}
		if r.smaller && r.shards > 1 {
			r.smaller = false
			r.refuse(Refused, "a RWMutex.TryRLock or runtime.NumGoroutine is there in some executions only, so that the shards do not know of it from the start: call it in all of them")
		}
	}
	r.report.Exhaustive = r.report.Stopped == "" && r.strategy.isExhaustive() && !r.cut && r.report.Cut == 0
	if r.report.Exhaustive {
		r.report.Covered = 1
	}
	if r.report.Stopped == "" || r.report.Stopped == firstFailure {
		r.forget()
	}
	r.finish()
}

// again says whether the search has to begin again, with smaller steps, and forgets what it has found.
func (r *run) again() bool {
	if !r.smaller {
		return false
	}
	r.smaller = false
	clear(r.outcomes)
	clear(r.seen)
	clear(r.races)
	*r.report = Report{Strategy: r.report.Strategy, Shard: r.report.Shard, Shards: r.report.Shards}
	r.part, r.begun, r.cut, r.resumed, r.bounded = 0, false, false, 0, 0
	r.sample = sample{}
	return true
}

// followFrom finds out how far the schedule can be followed that all executions begin with.
func (r *run) followFrom() {
	if r.from == "" {
		return
	}
	r.replayKinds(r.schedule, r.kinds, true, false)
	if r.smaller = r.x.Refined(); r.smaller {
		return
	}
	r.prefix = r.schedule[:len(r.x.Events)]
	r.report.Followed = len(r.prefix)
	if r.x.Diverged != sched.None {
		r.report.Unfollowed = r.divergence(r.kinds)
	}
}

// strategies returns what is to be run, one after the other.
func (r *run) strategies() (strategies []search.Strategy) {
	if r.shards <= 1 {
		return append(strategies, r.strategyOf(r.prefix))
	}
	parts := search.Split(r.x, r.shards, search.After(r.prefix))
	r.smaller = r.smaller || r.x.Refined()
	for i, part := range parts {
		if i%r.shards == r.shard-1 {
			strategies = append(strategies, search.NewPart(part))
		}
	}
	return strategies
}

// longest is how many steps an execution without an end may have for the search to go on from it.
const longest = 2000

// horizon is how many steps of an execution the search varies that has samples beside it.
const horizon = 500

// firstFailure is why an exploration stops that is not to keep going.
const firstFailure = "at the first failure"

// search runs what the strategy says, and returns whether it has come to its end.
func (r *run) search(s search.Strategy, begin time.Time) bool {
	r.x.Chooser = s
	redundant := 0
	if d, ok := s.(*search.DPOR); ok {
		redundant = d.Redundant
		if r.sampling {
			d.Horizon = horizon
		}
		if r.checkpoint == "" { // which has to know all of the search
			d.IsOver = func() bool { return r.hasLookedLong(begin) }
		}
		defer func() {
			if d.Beyond {
				r.cut, r.report.Horizon = true, horizon
			}
		}()
	}
	for r.report.Stopped == "" {
		if r.progress != nil && r.report.Executions%1024 == 0 {
			r.say(s)
		}
		if r.isDueToSample() && !r.sampleMore(leastSample, begin) {
			break
		}
		over := r.budget(begin)
		if (over != "" || r.isDue()) && !r.save(s, over != "") || !s.Next(r.x) {
			break
		}
		if r.report.Stopped = over; over != "" {
			break
		}
		r.x.Run()
		if r.x.Foreign.Load() != nil {
			return false
		}
		if r.smaller = r.x.Refined(); r.smaller {
			return false
		}
		r.begun = true
		if d, ok := s.(*search.Deepening); ok && r.x.Diverged == sched.None && d.IsAgain() {
			d.Done(r.x)
			r.report.Repeated++
			continue
		}
		r.report.Executions++
		r.report.Steps += len(r.x.Events)
		if r.x.Diverged != sched.None {
			r.diverged()
			break
		}
		if r.x.Overrun && !r.keepGoing && r.strategy.isExhaustive() && (!r.endless || len(r.x.Events) > longest) {
			r.account() // to look for what could have come otherwise takes long
			if r.sampling && !r.isOver() && !r.sampleMore(longSample, begin) {
				break
			}
			if r.report.Stopped = firstFailure; len(r.report.Failures) == 0 {
				r.report.Stopped, r.report.Large = "at an execution without an end", true
			}
			break
		}
		r.looks = time.Time{}
		s.Done(r.x)
		if r.report.Large && r.sampling && !r.isOver() && !r.sampleMore(longSample, begin) {
			break
		}
		if d, ok := s.(*search.DPOR); !ok || d.Redundant == redundant {
			r.account()
		} else {
			redundant = d.Redundant
			r.report.Redundant++
		}
		if r.isOver() {
			r.report.Stopped = firstFailure
			break
		}
	}
	if b, ok := s.(search.Bounded); ok {
		r.report.Preemptions, r.cut = b.Bounds()
	}
	if e, ok := s.(search.Estimator); ok && r.shards <= 1 {
		r.report.Covered = e.Covered()
	}
	return r.report.Stopped == ""
}

// hasLookedLong says whether the search is to end while it learns from an execution: for there is no more time, or, where
// an execution may have no end, for this one takes so long that there would be none for others.
func (r *run) hasLookedLong(begin time.Time) bool {
	if r.looks.IsZero() {
		r.looks = time.Now()
	}
	switch {
	case r.report.Stopped != "":
	case r.endless && r.time > 0 && time.Since(r.looks) > r.time/4:
		r.report.Stopped, r.report.Large = "at an execution that has too many choices to look for all", true
	default:
		r.report.Stopped = r.isLate(begin)
	}
	return r.report.Stopped != ""
}

// say says for the progress line how far the search is.
func (r *run) say(s search.Strategy) {
	status := fmt.Sprintf("%d executions", r.report.Executions)
	if e, ok := s.(search.Estimator); ok && r.shards <= 1 {
		if c := coverage(e.Covered()); c != "" {
			status += ", " + c
		}
	}
	r.status.Store(&status)
}

// budget says what is used up, "" if nothing.
func (r *run) budget(begin time.Time) string {
	n := r.report.Executions
	switch {
	case r.executions > 0 && n-r.bounded >= r.executions:
		return fmt.Sprintf("after %d executions, as asked", n)
	case n > r.resumed: // one is done whatever the time
		return r.isLate(begin)
	}
	return r.isInterrupted()
}

// isLate says why there is no more time.
func (r *run) isLate(begin time.Time) string {
	if r.time > 0 && time.Since(begin) >= r.time {
		return fmt.Sprintf("after %v, as asked", r.time)
	}
	return r.isInterrupted()
}

func (r *run) isInterrupted() string {
	if r.until != nil && r.until() {
		return "by an interrupt"
	}
	return ""
}

// execute is the body of an execution.
func (r *run) execute() {
	r.outcome, r.logged, r.temps = "", r.logged[:0], 0
	r.t = T{r: r, base: r.name}
	r.t.run(r.body)
}
