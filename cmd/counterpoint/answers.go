package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/trace"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// A teller tells people, or programs, what was found.
type teller struct {
	screen
	replayFlags string
	isReplay    bool
}

// answer prints what there is to say of a test.
func (t *teller) answer(a explorer.Answer) {
	if a.IsSkipped() {
		fmt.Fprintf(t, "- %s: %s\n", t.paint(heading, a.String()), t.verdict(a))
		return
	}
	marks := map[explorer.Verdict]string{
		explorer.Pass: t.paint(good, "✓"), explorer.Fail: t.paint(loud, "✗"), explorer.Bounded: t.paint(notice, "~"), explorer.Refused: t.paint(notice, "?"),
	}
	if t.isReplay { // nobody expects more of it than that it does not fail
		marks[explorer.Bounded] = marks[explorer.Pass]
	}
	fmt.Fprintf(t, "%s %s: %s\n", marks[a.Verdict], t.paint(heading, a.String()), t.verdict(a))
	if a.Report == nil {
		return
	}
	for _, f := range a.Report.Failures {
		if a.Verdict == explorer.Refused || f.Kind == explore.Refused || f.Kind == explore.Hang {
			continue // its message is the verdict
		}
		again := t.replay(a, &f)
		f.Trace.Replay = "" // its own way to run it again is for those who call explore
		fmt.Fprintf(t, "\n%s\n", indent("  ", strings.TrimRight(f.String(), "\n")))
		if again != "" && !t.isReplay {
			fmt.Fprintf(t, "\n  run this schedule again: %s\n", again)
		}
		fmt.Fprintln(t)
	}
	if said := whenPatient(a); said != "" {
		fmt.Fprintf(t, "  %s\n\n", said)
	}
}

// whenPatient says of a test that fails where some time passes whether it does so only then.
func whenPatient(a explorer.Answer) string {
	r := a.Patient
	if r == nil || r.Failed() || r.Executions == r.Redundant {
		return ""
	}
	n := count(r.Executions-r.Redundant, "interleaving", "interleavings")
	switch {
	case r.Exhaustive && r.Executions-r.Redundant == 1:
		n = "the only interleaving"
	case r.Exhaustive:
		n = "all " + n
	}
	return fmt.Sprintf("time passes there while a goroutine could go on. Where it waits for them (--patient) there is no failure in %s.", n)
}

// replay returns the command that runs the schedule of a failure again, "" if there is none.
func (t *teller) replay(a explorer.Answer, f *explore.Failure) string {
	if f.Trace.Replay == "" {
		return ""
	}
	return fmt.Sprintf("counterpoint replay%s %s %s %s", t.replayFlags, a.Package, a.Name, f.Trace.Replay)
}

// verdict says in a line what the exploration has come to, and never that there is no failure without saying in how
// many interleavings.
func (t *teller) verdict(a explorer.Answer) string {
	if a.Verdict == explorer.Refused {
		return "refused: " + a.Why
	}
	r := a.Report
	n := count(r.Executions-r.Redundant, "interleaving", "interleavings")
	switch {
	case t.isReplay && r.Failed():
		return "this schedule fails"
	case t.isReplay:
		return "this schedule does not fail"
	case a.Verdict == explorer.Fail && r.Executions-r.Redundant == 0:
		return count(len(r.Failures), "failure", "failures")
	case a.Verdict == explorer.Fail:
		return fmt.Sprintf("%s, after %s", count(len(r.Failures), "failure", "failures"), n)
	case a.IsSkipped():
		return "skipped: " + strings.Join(strings.Fields(cmp.Or(r.SkipReason, "it does not say why")), " ")
	case a.Verdict == explorer.Pass && r.Executions-r.Redundant == 1:
		return "no failure in the only interleaving"
	case a.Verdict == explorer.Pass:
		return "no failure in all " + n + limits(r)
	}
	return fmt.Sprintf("no failure in %s, but that is not all: %s%s", n, bound(r), limits(r))
}

// limits says that the test has waited with a limit, where that was too short for slow goroutines.
func limits(r *explore.Report) string {
	if r.Impatient == 0 {
		return ""
	}
	return fmt.Sprintf("; in %d the test gave up a wait too early, which is no failure", r.Impatient)
}

// bound says why a search is not exhaustive, and how far it has come.
func bound(r *explore.Report) string {
	var said []string
	if r.Cut > 0 {
		said = append(said, fmt.Sprintf("%d had no end in sight, and %s cut off", r.Cut, wasOrWere(r.Cut)))
	}
	if r.Stopped != "" {
		said = append(said, "stopped "+r.Stopped)
	}
	if n := len(r.Preemptions) - 1; n >= 0 {
		said = append(said, "all with at most "+count(n, "preemption", "preemptions"))
	}
	if r.Horizon > 0 {
		said = append(said, fmt.Sprintf("of long ones the first %d steps were varied", r.Horizon))
	}
	if c := r.Coverage(); c != "" {
		said = append(said, c)
	}
	if r.Strategy == explore.Random || r.Strategy == explore.PCT {
		said = append(said, fmt.Sprintf("the strategy %s takes samples", r.Strategy))
	}
	return strings.Join(said, ", ")
}

func wasOrWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// summary prints how many tests came to what, and what was not rewritten.
func (t *teller) summary(o *explorer.Outcome) {
	t.listRefusals(t, o.Refusals)
	if len(o.Answers) > 0 {
		fmt.Fprintln(t, tally(o))
	}
}

// tally says how many tests came to what.
func tally(o *explorer.Outcome) string {
	counts := map[explorer.Verdict]int{}
	skipped := 0
	for _, a := range o.Answers {
		if a.IsSkipped() {
			skipped++
		} else {
			counts[a.Verdict]++
		}
	}
	var said []string
	for _, v := range []struct {
		explorer.Verdict
		what string
	}{
		{explorer.Pass, "without a failure"}, {explorer.Fail, "with one"}, {explorer.Bounded, "without one so far"}, {explorer.Refused, "refused"},
	} {
		if n := counts[v.Verdict]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, v.what))
		}
	}
	if skipped > 0 {
		said = append(said, fmt.Sprintf("%d skipped", skipped))
	}
	return fmt.Sprintf("%s: %s.", count(len(o.Answers), "test", "tests"), strings.Join(said, ", "))
}

// listRefusals prints a line for each place that was left as it is.
func (t *teller) listRefusals(w io.Writer, refusals []instrument.Refusal) {
	if len(refusals) == 0 {
		return
	}
	fmt.Fprintf(w, "%s not observed:\n", count(len(refusals), "place is", "places are"))
	for _, r := range refusals {
		fmt.Fprintf(w, "  %s:%d: %s\n", fromHere(r.Pos.Filename), r.Pos.Line, r.Why)
	}
}

// fromHere returns a path as it is seen from here, if it is below.
func fromHere(path string) string {
	wd, _ := os.Getwd() // "" leaves the path as it is
	return relative(wd, path)
}

// A jsonAnswer is what a program is told of a test.
type jsonAnswer struct {
	Package    string           `json:"package"`
	Test       string           `json:"test"`
	Verdict    explorer.Verdict `json:"verdict"`
	Exhaustive bool             `json:"exhaustive"`
	Executions int              `json:"executions"`
	Redundant  int              `json:"redundant"`
	Seconds    float64          `json:"seconds"`
	Findings   []jsonFinding    `json:"findings"`
	Refusals   []jsonRefusal    `json:"refusals"`
	Replay     string           `json:"replay"`            // the schedule of the first finding
	Patient    string           `json:"patient,omitempty"` // what it comes to with --patient
	jsonBound
}

// A jsonBound is how far a search has come that is not exhaustive.
type jsonBound struct {
	Stopped     string  `json:"stopped,omitempty"`     // why, in words
	Covered     float64 `json:"covered,omitempty"`     // about which part of it is done, where that can be told
	Preemptions *int    `json:"preemptions,omitempty"` // up to how many all schedules were run
}

func boundOf(r *explore.Report) (b jsonBound) {
	if r.Exhaustive {
		return b
	}
	b.Stopped, b.Covered = r.Stopped, r.Covered
	if n := len(r.Preemptions) - 1; n >= 0 {
		b.Preemptions = &n
	}
	return b
}

// A jsonFinding is a failure.
type jsonFinding struct {
	Kind      string        `json:"kind"`
	Message   string        `json:"message"`
	Positions []trace.Place `json:"positions"`
}

// A jsonRefusal is a place that was left as it is; without a file, the test.
type jsonRefusal struct {
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Why  string `json:"why"`
}

// kinds are what programs are told of as which.
var kinds = map[explore.Kind]string{
	explore.Failed: "assertion", explore.Unexpected: "assertion", explore.Panic: "panic", explore.FatalError: "panic", explore.DataRace: "race",
	explore.Deadlock: "deadlock", explore.Leak: "leak", explore.Livelock: "livelock", explore.Nondeterminism: "nondeterminism",
}

// line prints what there is to say of a test as JSON.
func (t *teller) line(a explorer.Answer) {
	j := jsonAnswer{
		Package: a.Package, Test: a.Name, Verdict: a.Verdict, Seconds: a.Seconds, Findings: []jsonFinding{}, Refusals: []jsonRefusal{},
	}
	if r := a.Report; r != nil {
		j.Exhaustive, j.Executions, j.Redundant, j.jsonBound = r.Exhaustive, r.Executions, r.Redundant, boundOf(r)
		for i := range r.Failures {
			f := &r.Failures[i]
			if kinds[f.Kind] == "" {
				continue
			}
			j.Findings = append(j.Findings, jsonFinding{kinds[f.Kind], f.Message, positions(f)})
			if j.Replay == "" {
				j.Replay = f.Trace.Replay
			}
		}
	}
	if a.IsSkipped() {
		j.Refusals = append(j.Refusals, jsonRefusal{Why: t.verdict(a)})
	}
	if said := whenPatient(a); said != "" {
		j.Patient = said
	}
	if a.Why != "" {
		j.Refusals = append(j.Refusals, jsonRefusal{Why: a.Why})
	}
	for _, r := range a.Refusals {
		j.Refusals = append(j.Refusals, jsonRefusal{r.Pos.Filename, r.Pos.Line, r.Why})
	}
	encode(t, j)
}

// positions returns where a failure is: the two accesses of a data race, where goroutines are stuck, or the one place
// that there is.
func positions(f *explore.Failure) []trace.Place {
	places := []trace.Place{}
	for _, i := range f.Steps {
		places = append(places, f.Trace.Steps[i].At)
	}
	for _, s := range f.Trace.Stuck {
		places = append(places, s.At)
	}
	if len(places) == 0 && f.At.File != "" {
		places = append(places, f.At)
	}
	return places
}
