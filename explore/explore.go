package explore

import (
	"fmt"
	"slices"
	"strings"
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
	smaller  bool   // the steps have turned out to be too large
	temp     string // the directory of the executions' temporary directories
	temps    int    // how many of these the execution has made
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

// firstFailure is why an exploration stops that is not to keep going.
const firstFailure = "at the first failure"

// search runs what the strategy says, and returns whether it has come to its end.
func (r *run) search(s search.Strategy, begin time.Time) bool {
	r.x.Chooser = s
	redundant := 0
	if d, ok := s.(*search.DPOR); ok {
		redundant = d.Redundant
	}
	for r.report.Stopped == "" {
		if r.progress != nil && r.report.Executions%1024 == 0 {
			r.say(s)
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
		if r.x.Overrun && !r.keepGoing && (!r.endless || len(r.x.Events) > longest) {
			r.account() // to look for what could have come otherwise takes long
			if r.report.Stopped = firstFailure; len(r.report.Failures) == 0 {
				r.report.Stopped = "at an execution without an end"
			}
			break
		}
		s.Done(r.x)
		if d, ok := s.(*search.DPOR); !ok || d.Redundant == redundant {
			r.account()
		} else {
			redundant = d.Redundant
			r.report.Redundant++
		}
		if len(r.report.Failures) > 0 && !r.keepGoing {
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

// say says for the progress line how far the search is.
func (r *run) say(s search.Strategy) {
	status := fmt.Sprintf("%d executions", r.report.Executions)
	if e, ok := s.(search.Estimator); ok && r.shards <= 1 {
		status += fmt.Sprintf(", about %.2g%% of the search", 100*e.Covered())
	}
	r.status.Store(&status)
}

// budget says what is used up, "" if nothing.
func (r *run) budget(begin time.Time) string {
	n := r.report.Executions
	switch {
	case r.executions > 0 && n-r.bounded >= r.executions:
		return fmt.Sprintf("after %d executions, as asked", n)
	case r.time > 0 && n > r.resumed && time.Since(begin) >= r.time: // one is done whatever the time
		return fmt.Sprintf("after %v, as asked", r.time)
	case r.until != nil && r.until():
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

// account takes in what the execution has come to.
func (r *run) account() {
	x := r.x
	f := x.Failure
	switch {
	case f != nil:
		r.found(Failure{Kind: Kind(f.Kind), Message: fmt.Sprint(f.Value), At: placeOf(f.Stack)}, fmt.Sprint(f.Kind, f.Value))
	case x.Overrun:
		r.report.Cut++
		if f := overrun(x); !r.endless || f.Kind != Runaway {
			r.found(f, "overrun")
		}
	default:
		if stuck := x.Stuck(); len(stuck) > 0 {
			kind := Leak
			if stuck[0] == 0 {
				kind = Deadlock
			}
			r.found(Failure{Kind: kind}, stuckKey(x, stuck))
		} else if plan, ok := r.writers.Deadlock(x); ok {
			r.found(Failure{Kind: Deadlock, plan: plan, stops: true}, "writers")
		}
	}
	if !r.ignoreRaces {
		r.foundRaces()
	}
	if x.Failure != nil || x.Overrun {
		return
	}
	text := r.outcome
	if len(x.Stuck()) > 0 {
		text = "stuck"
	}
	if text == "" {
		return
	}
	o := r.outcomes[text]
	if o == nil {
		o = &Outcome{Result: text}
		r.outcomes[text] = o
	}
	o.Executions++
	if r.strategy == DPOR {
		n, ok := search.NewOrder(x).Schedules(min(len(r.prefix), len(x.Events)))
		o.Schedules += n
		o.Unknown = o.Unknown || !ok
	} else {
		o.Schedules++
	}
}

// foundRaces takes in the data races of the execution.
func (r *run) foundRaces() {
	x := r.x
	for _, race := range r.clock.Races(x) {
		a, b := &x.Events[race.First], &x.Events[race.Second]
		if key := [4]int32{a.G, a.I, b.G, b.I}; !r.races[key] {
			r.races[key] = true
			r.found(Failure{Kind: DataRace, race: &race}, fmt.Sprint(key))
		}
	}
}

// found takes in a finding, with its schedule, if it is new.
func (r *run) found(f Failure, key string) {
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	if f.plan == nil {
		f.plan = planOf(r.x)
	}
	r.report.Failures = append(r.report.Failures, f)
}

func planOf(x *sched.Exec) []sched.Transition {
	var plan []sched.Transition
	for i := range x.Events {
		plan = append(plan, x.Events[i].Transition)
	}
	return plan
}

// finish makes the failures readable: each is run again, on its simplest schedule.
func (r *run) finish() {
	// Races that are of the same two lines are one finding, whichever goroutines ran these.
	said := map[string]bool{}
	r.report.Failures = slices.DeleteFunc(r.report.Failures, func(f Failure) bool {
		return f.race != nil && r.isSaid(said, &f)
	})
	for i := range r.report.Failures {
		r.simplify(&r.report.Failures[i])
	}
	r.report.sortOutcomes(r.outcomes)
	r.report.expect(r.expected)
}

// isSaid says whether a race of the same two lines is among the findings.
func (r *run) isSaid(said map[string]bool, f *Failure) bool {
	r.replay(f.plan, f.stops, true)
	var lines []string
	for _, i := range []int{f.race.First, f.race.Second} {
		e := &r.x.Events[i]
		p := placeOf(r.x.Record.Stack(e.G, e.I))
		lines = append(lines, fmt.Sprint(r.x.Op(e.G, e.I).Kind, p.File, p.Line))
	}
	slices.Sort(lines)
	key := strings.Join(lines, " ")
	before := said[key]
	said[key] = true
	return before
}

// simplify runs the failure again, on a schedule of its trace with the fewest context switches, and
// records it.
func (r *run) simplify(f *Failure) {
	r.replay(f.plan, f.stops, false)
	order := search.NewOrder(r.x)
	if events, ok := order.Simplest(); ok && !r.x.Overrun {
		f.plan = order.Plan(events)
		if f.race != nil { // whose events are at other places now
			first, second := slices.Index(events, f.race.First), slices.Index(events, f.race.Second)
			f.race = &clock.Race{First: min(first, second), Second: max(first, second)}
		}
	}
	r.replay(f.plan, f.stops, true)
	f.Trace = recorded(r.x)
	f.Trace.Replay = encode(r.x)
	f.Trace.Outcome = r.outcome
	f.Trace.Logged = slices.Clone(r.logged)
	if f.Kind == Deadlock || f.Kind == Leak {
		f.Message = waitMessage(&f.Trace)
	}
	if f.race != nil {
		f.Message = r.raceMessage(f)
		f.Steps = []int{f.race.First, f.race.Second}
	}
}

// replay runs one schedule, and stops at its end or goes on.
func (r *run) replay(plan []sched.Transition, stop, record bool) {
	r.replayKinds(plan, nil, stop, record)
}

// replayKinds is replay for a schedule from which the execution may diverge, with the kinds of its steps.
func (r *run) replayKinds(plan []sched.Transition, kinds []sched.Kind, stop, record bool) {
	x := r.x
	s := &search.Replay{Schedule: plan, Kinds: kinds, Stop: stop}
	x.Recording = record
	defer func() { x.Recording = false }()
	before := x.Chooser
	x.Chooser = s
	s.Next(x)
	x.Run()
	s.Done(x)
	x.Chooser = before
}

func (r *run) raceMessage(f *Failure) string {
	say := func(i int) string {
		s := f.Trace.Steps[i]
		return fmt.Sprintf("%s of %s by %s at %s", s.Operation, s.Object, f.Trace.Goroutines[s.Goroutine].Name, place(s.At))
	}
	return fmt.Sprintf("%s, and %s: nothing orders them", say(f.race.First), say(f.race.Second))
}

// overrun says what an execution is that has had as many steps as it may.
func overrun(x *sched.Exec) Failure {
	const look = 100 // the last steps
	var spinning []string
	for i := max(0, len(x.Events)-look); i < len(x.Events); i++ {
		if e := &x.Events[i]; e.Quiet && !slices.Contains(spinning, goroutineName(e.G)) {
			spinning = append(spinning, goroutineName(e.G))
		}
	}
	if len(spinning) == 0 {
		spinning = onlyLooking(x)
	}
	if len(spinning) > 0 {
		slices.Sort(spinning)
		return Failure{Kind: Livelock, Message: fmt.Sprintf("after %d steps nobody goes on but %s, which looks again and again at what nobody changes",
			len(x.Events), strings.Join(spinning, " and "))}
	}
	return Failure{Kind: Runaway, Message: fmt.Sprintf("no end in sight after %d steps", len(x.Events))}
}

// onlyLooking returns who has made the last steps, if all that these did was to look at the same few objects. One that
// does so for long is taken to wait.
func onlyLooking(x *sched.Exec) (who []string) {
	const look, few = 1000, 10
	if len(x.Events) < look {
		return nil
	}
	objects := map[int32]bool{}
	for i := len(x.Events) - look; i < len(x.Events); i++ {
		e := &x.Events[i]
		if objects[x.Op(e.G, e.I).Obj] = true; e.Mode != sched.Read || len(objects) > few {
			return nil
		}
		if name := goroutineName(e.G); !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	return who
}

// stuckKey tells apart the ways in which goroutines are stuck: who is, and in which operation.
func stuckKey(x *sched.Exec, stuck []int32) string {
	var b strings.Builder
	for _, g := range stuck {
		fmt.Fprintf(&b, "%d %v %d,", g, x.Gs[g].Op.Kind, len(x.Ops[g]))
	}
	return b.String()
}
