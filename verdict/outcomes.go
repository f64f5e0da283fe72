package verdict

import (
	"fmt"
	"maps"
	"slices"

	"github.com/counterpoint-go/counterpoint/explore"
)

// Outcomes says of each result that a row can come to what to think of it: [Acceptable], [Interesting] or [Forbidden].
type Outcomes map[string]explore.Grade

// The grades of outcomes.
const (
	Acceptable  = explore.Acceptable  // as it should be
	Interesting = explore.Interesting // allowed, and not what one would think of first
	Forbidden   = explore.Forbidden   // wrong
)

// An Outcome is a result that executions of a row have come to.
type Outcome struct {
	Result    string  `json:"result"`
	Traces    int     `json:"traces"`          // how many executions, of those that differ in more than the order of independent steps
	Schedules float64 `json:"schedules"`       // in how many orders of all steps
	Grade     string  `json:"grade,omitempty"` // what the row thinks of it: unexpected if nothing; "" if it grades none
}

// grade writes into the report what the row thinks of its outcomes, and returns them.
func (o Outcomes) grade(report *explore.Report) (outcomes []Outcome) {
	for i := range report.Outcomes {
		met := &report.Outcomes[i]
		if o != nil {
			if met.Grade = o[met.Result]; met.Grade == "" {
				met.Grade = unexpected
			}
		}
		outcomes = append(outcomes, Outcome{met.Result, met.Executions, met.Schedules, string(met.Grade)})
	}
	return outcomes
}

const unexpected explore.Grade = "unexpected"

// wrong says how the outcomes that were met differ from these, "" if in nothing.
func (o Outcomes) wrong(met []Outcome) string {
	if o == nil {
		return ""
	}
	for _, m := range met {
		if o[m.Result] == "" {
			return fmt.Sprintf("outcome %q is not among the row's Outcomes", m.Result)
		}
	}
	for _, result := range slices.Sorted(maps.Keys(o)) {
		if !slices.ContainsFunc(met, func(m Outcome) bool { return m.Result == result }) {
			return fmt.Sprintf("outcome %q is among the row's Outcomes, and no schedule leads to it", result)
		}
	}
	return ""
}
