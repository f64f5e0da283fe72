package explore

import (
	"fmt"
	"slices"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// account takes in what the execution has come to.
func (r *run) account() {
	r.accountFailures()
	r.accountOutcome()
}

// accountFailures takes in what has gone wrong in the execution.
func (r *run) accountFailures() {
	x := r.x
	f := x.Failure
	if r.t.skipped {
		if r.report.Skipped++; r.report.SkipReason == "" && len(r.logged) > 0 {
			r.report.SkipReason = r.logged[len(r.logged)-1]
		}
	}
	switch {
	case r.wasImpatient():
		if !r.isSample {
			r.report.Impatient++
		}
	case f != nil:
		r.found(Failure{Kind: Kind(f.Kind), Message: fmt.Sprint(f.Value), At: placeOf(f.Stack)}, fmt.Sprint(f.Kind, f.Value))
	case x.Overrun:
		if !r.isSample {
			r.report.Cut++
		}
		if f := r.overrun(); !r.endless || f.Kind != Runaway {
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
}

// accountOutcome takes in what the execution says of itself.
func (r *run) accountOutcome() {
	x := r.x
	if x.Failure != nil && x.Failure.Kind != string(Failed) || x.Overrun {
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
	if r.isAstray(f) {
		return false
	}
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

// isAstray says whether the failure is a race that is not in the execution, which should have been the same.
func (r *run) isAstray(f *Failure) bool { return f.race != nil && f.race.Second >= len(r.x.Events) }

// simplify runs the failure again, on a schedule of its trace with the fewest context switches, and
// records it.
func (r *run) simplify(f *Failure) {
	r.replay(f.plan, f.stops, false)
	if r.isAstray(f) {
		*f = Failure{Kind: Nondeterminism, Message: "an execution that has a data race cannot be run again: the body does not do the same in each execution"}
		return
	}
	if order := search.NewOrder(r.x); !r.x.Overrun {
		events := order.Simplest()
		f.plan = order.Plan(events)
		if f.race != nil { // whose events are at other places now
			first, second := slices.Index(events, f.race.First), slices.Index(events, f.race.Second)
			f.race = &clock.Race{First: min(first, second), Second: max(first, second)}
		}
	}
	r.replay(f.plan, f.stops, true)
	if r.isAstray(f) {
		f.race = nil
	}
	f.Trace = recorded(r.x)
	f.Trace.Replay = encode(r.x)
	f.Trace.Outcome = r.outcome
	f.Trace.Logged = slices.Clone(r.logged)
	if f.Kind == Deadlock || f.Kind == Leak {
		f.Message = strings.Trim(f.Message+"; "+waitMessage(&f.Trace), "; ")
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
	r.x.Recording = record
	defer func() { r.x.Recording = false }()
	r.replayWith(&search.Replay{Schedule: plan, Kinds: kinds, Stop: stop})
}

// replayWith runs one execution in between.
func (r *run) replayWith(s search.Strategy) {
	x := r.x
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
		if s.With != sched.None { // it is the sender's part
			e := &r.x.Events[i]
			s.Operation, s.Goroutine, s.At = sched.Send.String(), s.With, placeOf(r.x.Record.Stack(e.With, e.WithI))
		}
		return fmt.Sprintf("%s of %s by %s at %s", s.Operation, s.Object, f.Trace.Goroutines[s.Goroutine].Name, place(s.At))
	}
	text := fmt.Sprintf("%s, and %s: nothing orders them", say(f.race.First), say(f.race.Second))
	for _, i := range []int{f.race.First, f.race.Second} {
		if e := &r.x.Events[i]; r.x.Op(e.G, e.I).Kind == sched.Close {
			text += ", and to send on a closed channel panics"
		}
	}
	return text
}

// stuckKey tells apart the ways in which goroutines are stuck: who is, and in which operation.
func stuckKey(x *sched.Exec, stuck []int32) string {
	var b strings.Builder
	for _, g := range stuck {
		fmt.Fprintf(&b, "%d %v %d,", g, x.Gs[g].Op.Kind, len(x.Ops[g]))
	}
	return b.String()
}
