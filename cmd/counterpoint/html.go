package main

import (
	"errors"
	"os"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/page"
)

// page returns what was found as a page. The error is how the command ends.
func (t *teller) page(o *explorer.Outcome, err error) *page.Page {
	p := &page.Page{Summary: "no test was explored."}
	if len(o.Answers) > 0 {
		p.Summary = tally(o)
	}
	if errors.Is(err, errInterrupted) || errors.Is(err, explorer.ErrStrict) {
		p.Note = err.Error()
	}
	p.Base, _ = os.Getwd() // "" leaves the names of files as they are
	for _, a := range o.Answers {
		p.Tests = append(p.Tests, t.pageTest(a))
	}
	for _, r := range o.Refusals {
		p.Unobserved = append(p.Unobserved, page.Unobserved{File: fromHere(r.Pos.Filename), Line: r.Pos.Line, Why: r.Why})
	}
	return p
}

func (t *teller) pageTest(a explorer.Answer) page.Test {
	test := page.Test{Package: a.Package, Name: a.Name, Label: a.String(), Verdict: string(a.Verdict), Words: t.verdict(a)}
	if a.Report == nil {
		return test
	}
	isTold := func(o explore.Outcome) bool { return o.Result != "stuck" }
	if test.Unit = "executions"; slices.ContainsFunc(a.Report.Outcomes, isTold) {
		test.Outcomes = a.Report.Outcomes
	}
	if a.Report.Strategy == explore.DPOR {
		test.Unit = "traces"
	}
	for i := range a.Report.Failures {
		f := &a.Report.Failures[i]
		if a.Verdict != explorer.Refused && f.Kind != explore.Refused && f.Kind != explore.Hang { // whose message is the verdict
			test.Findings = append(test.Findings, page.Finding{Failure: *f, Replay: t.replay(a, f)})
		}
	}
	return test
}
