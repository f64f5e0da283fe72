package shimtest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
)

// Results explores the body, and returns all that it comes to: the outcomes, and the kinds of failures. A search
// that leaves out equivalent schedules has to come to the same as one that does not, and run no trace twice.
func Results(t *testing.T, body func(t *explore.T), options ...explore.Option) []string {
	t.Helper()
	all, whole := Compare(t, body, options...)
	assert.True(t, whole)
	return all
}

// Compare is Results for a body that may have too many schedules: then it returns false.
func Compare(t *testing.T, body func(t *explore.T), options ...explore.Option) (all []string, whole bool) {
	t.Helper()
	options = append(options, explore.KeepGoing(), explore.Executions(2000))
	every := explore.Run(body, append(options, explore.Using(explore.DFS))...)
	if said := said(every); !every.Exhaustive {
		assert.NotContains(t, said, string(explore.Nondeterminism), every)
		return nil, false
	}
	each := explore.Run(body, append(options, explore.Using(explore.DPOR))...)
	assert.True(t, each.Exhaustive, each)
	assert.Zero(t, each.Redundant)
	assert.Equal(t, said(every), said(each), "DFS and DPOR")
	return said(each), true
}

// said returns what the exploration has come to.
func said(r *explore.Report) (all []string) {
	for _, o := range r.Outcomes {
		all = append(all, o.Result)
	}
	for _, f := range r.Failures {
		all = append(all, string(f.Kind))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A Program is what is explored, and what it comes to.
type Program struct {
	Name    string
	Body    func(t *explore.T)
	Want    []string
	Patient []string // if time is patient; nil for the same
}

// Run explores each program, with impatient and with patient time.
func Run(t *testing.T, programs []Program) {
	t.Helper()
	for _, p := range programs {
		t.Run(p.Name, func(t *testing.T) {
			assert.Equal(t, p.Want, Results(t, p.Body))
			want := p.Patient
			if want == nil {
				want = p.Want
			}
			assert.Equal(t, want, Results(t, p.Body, explore.PatientTime()), "patient")
		})
	}
}
