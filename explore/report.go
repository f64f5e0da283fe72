package explore

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/counterpoint-go/counterpoint/explore/internal/clock"
	"github.com/counterpoint-go/counterpoint/explore/internal/sched"
	"github.com/counterpoint-go/counterpoint/explore/trace"
)

// A Kind says what sort of failure it is.
type Kind string

// The kinds of failures.
const (
	Failed         Kind = "failed"         // the test said so
	Panic          Kind = "panic"          // a goroutine panicked
	FatalError     Kind = "fatal error"    // the Go runtime would have ended the process
	DataRace       Kind = "data race"      // two accesses that nothing orders, one of them a write
	Deadlock       Kind = "deadlock"       // the test waits, and nobody can go on, or nobody but who goes round without end
	Leak           Kind = "leak"           // the test has ended, and a goroutine never can, or goes on for ever from tick to tick
	Runaway        Kind = "runaway"        // an execution had more steps than it may
	Livelock       Kind = "livelock"       // nobody goes on but goroutines that look, or try, again and again in vain
	Nondeterminism Kind = "nondeterminism" // the same schedule does not give the same execution
	Hang           Kind = "hang"           // no step for a long time
	Refused        Kind = "refused"        // the exploration cannot be run as it stands
	Unexpected     Kind = "unexpected"     // an outcome that is not expected, or one that is and was not met
)

// A Failure is something that went wrong in an execution.
type Failure struct {
	Kind    Kind
	Message string
	At      trace.Place // where, of a failure that has a place
	Steps   []int       // of a data race, its two accesses in Trace
	Trace   trace.Trace

	plan     []sched.Transition
	race     *clock.Race
	restless bool // it is that a goroutine never rests: there may be worse
	stops    bool // the execution ends where plan does: all that could go on are readers that a writer holds up
}

// An Outcome is what executions have come to, as they told by T.Outcome, also those in which an assertion failed. An
// execution at whose end a goroutine is stuck has the outcome stuck; one that panics has none.
type Outcome struct {
	Result     string
	Executions int     // how many of those that were run; with DPOR, how many traces
	Schedules  float64 // how many schedules lead to it; with DPOR, counted and not run
	Grade      Grade   // "" if the test does not grade its outcomes
	Why        string
	Unknown    bool `json:",omitempty"` // there are more schedules, too many to count
}

// A Report is what an exploration has found.
type Report struct {
	Strategy   Strategy
	Executions int
	Redundant  int    // of the executions, those that are known to be of a trace that had been run before
	Steps      int    // of all executions
	Cut        int    `json:",omitempty"` // of the executions, those that had as many steps as they may, see [Steps]
	Stopped    string // why the search did not come to its end, "" if it did
	Exhaustive bool   // every trace was run
	// Large says that the search stopped at an execution that is too large for it: one that is longer than it may be,
	// or that takes too long to look back on.
	Large bool `json:",omitempty"`
	// Skipped is how many executions have skipped the body, and SkipReason what the first of them has logged last.
	Skipped    int    `json:",omitempty"`
	SkipReason string `json:",omitempty"`
	// Covered estimates how much of an exhaustive search was done: of what is known of the tree of executions,
	// where each branch counts as much as its neighbours. It is 1 at the end, and may be next to nothing before.
	Covered float64
	// Preemptions says up to which bound the search is complete, with [Preemptions], [Deepening] and DFS: how many
	// schedules have exactly 0, 1, ... preemptions, for all numbers of which every schedule was run.
	Preemptions []int `json:",omitempty"`
	// Horizon is how many steps of long executions were varied, 0 if all were: see [Sampling].
	Horizon int `json:",omitempty"`
	// Impatient is how many executions have failed for having waited no longer, see [Impatient].
	Impatient int `json:",omitempty"`
	Sampled   int `json:",omitempty"` // executions of [Sampling], which are counted nowhere else
	Repeated  int `json:",omitempty"` // schedules that Deepening has run again, which are counted nowhere else
	// Followed is how many steps of the schedule of [From] all executions begin with, and Unfollowed why not with
	// more of them, "" if with all.
	Followed   int    `json:",omitempty"`
	Unfollowed string `json:",omitempty"`
	Outcomes   []Outcome
	Failures   []Failure

	// Shard is which of Shards parts was searched, see the option; both are 0 for all.
	Shard, Shards int
}

// Failed says whether anything went wrong.
func (r *Report) Failed() bool { return len(r.Failures) > 0 }

// Summary says in a line what was explored: it never says that there is no failure without that.
func (r *Report) Summary() string {
	covered := "all of them"
	if !r.Exhaustive {
		covered = "not all of them"
		if r.Stopped != "" {
			covered = "stopped " + r.Stopped
		}
		if n := len(r.Preemptions) - 1; n >= 0 {
			covered += fmt.Sprintf(", but all with at most %d preemption", n)
			if n != 1 {
				covered += "s"
			}
		}
		if r.Horizon > 0 {
			covered += fmt.Sprintf(", of long ones the first %d steps varied", r.Horizon)
		}
		if c := r.Coverage(); c != "" {
			covered += ", at " + c
		}
	}
	what := "schedule"
	if r.Strategy == DPOR {
		what = "trace"
	}
	if r.Executions != 1 {
		what += "s"
	}
	if r.isFrom() {
		what += fmt.Sprintf(" beginning with the first %d steps of the schedule", r.Followed)
	}
	if r.Shards > 1 {
		what += fmt.Sprintf(" of shard %d of %d", r.Shard, r.Shards)
	}
	text := fmt.Sprintf("%s: %d %s, %s; %d redundant, %d steps", r.Strategy, r.Executions, what, covered, r.Redundant, r.Steps)
	if r.Cut > 0 {
		text += fmt.Sprintf(", %d cut off", r.Cut)
	}
	if r.Impatient > 0 {
		text += fmt.Sprintf(", %d impatient", r.Impatient)
	}
	if r.Sampled > 0 {
		text += fmt.Sprintf(", %d sampled beside", r.Sampled)
	}
	if r.Repeated > 0 {
		text += fmt.Sprintf(", %d run again", r.Repeated)
	}
	if r.Unfollowed != "" {
		text += "; " + r.Unfollowed
	}
	return text
}

// Coverage says in words about how much of the search was done, "" if there is no telling: samples are of no part.
func (r *Report) Coverage() string { return coverage(r.Covered) }

func coverage(covered float64) string {
	const least = 1e-99 // from there on nobody cares
	switch {
	case covered <= 0:
		return ""
	case covered < least:
		return fmt.Sprintf("less than %.0g%% of the search", 100*least)
	}
	return fmt.Sprintf("about %.2g%% of the search", min(100*covered, 99))
}

// isFrom says whether only what begins with some steps was explored.
func (r *Report) isFrom() bool { return r.Followed > 0 || r.Unfollowed != "" }

// String returns the report as text.
func (r *Report) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, r.Summary())
	for i := range r.Failures {
		fmt.Fprintf(&b, "\n%s", r.Failures[i].String())
	}
	if len(r.Outcomes) > 0 {
		fmt.Fprintf(&b, "\n%s", r.table())
	}
	return b.String()
}

// table returns the outcomes as a table.
func (r *Report) table() string {
	var b strings.Builder
	var executions int
	var schedules float64
	for _, o := range r.Outcomes {
		executions += o.Executions
		schedules += o.Schedules
	}
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, o := range r.Outcomes {
		fmt.Fprintf(w, "%s\tin %s of %s schedules", o.Result, number(o.Schedules, o.Unknown), number(schedules, o.Unknown))
		if r.Strategy == DPOR {
			fmt.Fprintf(w, "\tin %d of %d traces", o.Executions, executions)
		}
		if o.Grade != "" {
			fmt.Fprintf(w, "\t%s\t%s", o.Grade, o.Why)
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // to a strings.Builder
	return b.String()
}

func number(n float64, unknown bool) string {
	switch {
	case unknown:
		return "many"
	case n < 1e15:
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.3g", n)
}

// String returns the failure as text: what it is, its schedule in columns, and how to run it again.
func (f *Failure) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", f.Kind, f.Message)
	if f.At.File != "" {
		fmt.Fprintf(&b, "at %s  %s\n", place(f.At), sourceLine(f.At))
	}
	if len(f.Trace.Steps) > 0 {
		fmt.Fprintf(&b, "\n%s", columns(&f.Trace, f.Steps))
	}
	for _, s := range f.Trace.Stuck {
		fmt.Fprintf(&b, "%s %s (%s)\n", goroutineName(int32(s.Goroutine)), s.Why, place(s.At))
	}
	for _, message := range f.Trace.Logged {
		fmt.Fprintf(&b, "logged: %s\n", message)
	}
	if f.Trace.Replay != "" {
		fmt.Fprintf(&b, "\nrun this schedule alone: explore.Replay(%q)\n", f.Trace.Replay)
	}
	return b.String()
}

// HasTimePassed says whether a timer fires in the execution that fails.
func (f *Failure) HasTimePassed() bool {
	return slices.ContainsFunc(f.Trace.Steps, func(s trace.Step) bool { return s.Operation == sched.Fire.String() })
}

// columns returns the schedule with a column for each goroutine that makes a step.
func columns(t *trace.Trace, marked []int) string {
	var order []int
	for _, s := range t.Steps {
		if !slices.Contains(order, s.Goroutine) {
			order = append(order, s.Goroutine)
		}
	}
	slices.Sort(order)
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, g := range order {
		i := slices.IndexFunc(t.Goroutines, func(u trace.Goroutine) bool { return u.Number == g })
		fmt.Fprintf(w, "\t%s", t.Goroutines[i].Name)
	}
	fmt.Fprintln(w, "\t\t")
	isShown := shown(len(t.Steps), marked)
	for i, s := range t.Steps {
		if !isShown(i) {
			if i == 0 || isShown(i-1) {
				fmt.Fprintln(w, "..."+strings.Repeat("\t", len(order)+2))
			}
			continue
		}
		fmt.Fprintf(w, "%d", i+1)
		if slices.Contains(marked, i) {
			fmt.Fprint(w, "*")
		}
		for _, g := range order {
			fmt.Fprint(w, "\t")
			if g == s.Goroutine {
				fmt.Fprint(w, stepText(s))
			}
		}
		fmt.Fprintf(w, "\t%s\t%s\n", place(s.At), sourceLine(s.At))
	}
	_ = w.Flush() // to a strings.Builder
	lines := strings.Split(b.String(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// shown says which of n steps are shown: of many, the first few, the last ones, and those around what is marked.
func shown(n int, marked []int) func(i int) bool {
	const first, around, last = 10, 5, 60
	return func(i int) bool {
		return n <= first+last || i < first || i >= n-last ||
			slices.ContainsFunc(marked, func(m int) bool { return m-around <= i && i <= m+around })
	}
}

// stepText says what a step did, to what, and with which value.
func stepText(s trace.Step) string {
	text := s.Operation
	if s.Object != "" {
		text += " " + s.Object
	}
	if s.With >= 0 {
		text += " from " + goroutineName(int32(s.With))
	}
	if s.Value != "" {
		text += " = " + brief(s.Value)
	}
	return text
}

// brief returns a value in so few words that columns stay narrow.
func brief(value string) string {
	const most = 40
	words := []rune(strings.Join(strings.Fields(value), " "))
	if len(words) > most {
		return string(words[:most-1]) + "…"
	}
	return string(words)
}

// sortOutcomes takes in the outcomes, those that most schedules lead to first.
func (r *Report) sortOutcomes(outcomes map[string]*Outcome) {
	for _, o := range outcomes {
		r.Outcomes = append(r.Outcomes, *o)
	}
	slices.SortFunc(r.Outcomes, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(b.Schedules, a.Schedules), cmp.Compare(b.Executions, a.Executions), cmp.Compare(a.Result, b.Result))
	})
}

// expect grades the outcomes.
func (r *Report) expect(expected []Expected) {
	if len(expected) == 0 {
		return
	}
	for i := range r.Outcomes {
		o := &r.Outcomes[i]
		at := slices.IndexFunc(expected, func(e Expected) bool { return e.Result == o.Result })
		if at < 0 {
			o.Grade = "unexpected"
			r.Failures = append(r.Failures, Failure{Kind: Unexpected, Message: fmt.Sprintf("outcome %s is not among those expected", o.Result)})
			continue
		}
		o.Grade, o.Why = expected[at].Grade, expected[at].Why
		if o.Grade == Forbidden {
			r.Failures = append(r.Failures, Failure{Kind: Unexpected, Message: fmt.Sprintf("outcome %s is forbidden: %s", o.Result, o.Why)})
		}
	}
	if !r.Exhaustive || r.Shards > 1 || r.Followed > 0 {
		return
	}
	for _, e := range expected {
		met := slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return o.Result == e.Result })
		if !met && e.Grade != Forbidden {
			r.Failures = append(r.Failures, Failure{Kind: Unexpected, Message: fmt.Sprintf("outcome %s is expected, and no schedule leads to it", e.Result)})
		}
	}
}
