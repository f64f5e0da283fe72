package explore

import (
	"slices"
	"time"

	"github.com/counterpoint-go/counterpoint/explore/internal/search"
)

// A sample is what Sampling has run so far.
type sample struct {
	*search.Sampler
	steps int // of all executions
	next  int // after how many steps of the search there is more
}

const (
	// firstSample is how many steps the search has before the first sample. Most small tests have fewer.
	firstSample = 4000
	// leastSample is how many steps that has: some hundred executions.
	leastSample = 100_000
	// longSample is how many steps it has where there is no search, as no execution has an end.
	longSample = 1_000_000
	// longForSearch is how many steps an execution has after which the search is slow.
	longForSearch = 400
	// afterEnd is how many more steps an execution has when the test is over.
	afterEnd = 500
)

// isDueToSample says whether the search has gone on for long enough since the last sample. What it does after a long
// execution takes so long that samples come first.
func (r *run) isDueToSample() bool {
	if !r.sampling || r.report.Executions == 0 {
		return false
	}
	if r.sample.next == 0 && len(r.x.Events) < longForSearch {
		r.sample.next = firstSample
	}
	return r.report.Steps >= r.sample.next
}

// sampleMore runs random executions until these have had as many steps as the search has, or at least so many; and has
// x be where the search was. It returns false if the search must not go on.
func (r *run) sampleMore(least int, begin time.Time) bool {
	s := &r.sample
	if s.Sampler == nil {
		s.Sampler = search.NewSampler(r.seed)
	}
	s.next = 2 * max(r.report.Steps, firstSample)
	last, chooser := planOf(r.x), r.x.Chooser
	r.x.Chooser = s
	r.isSample = true
	defer func() {
		r.isSample, r.x.MaxSteps = false, r.steps
	}()
	for goal := max(least, r.report.Steps); s.steps < goal; {
		if r.budget(begin) != "" {
			break // the search says so
		}
		r.x.MaxSteps = r.steps
		s.Next(r.x)
		r.x.Run()
		if r.x.Foreign.Load() != nil {
			return false
		}
		if r.smaller = r.x.Refined(); r.smaller {
			return false
		}
		r.report.Sampled++
		s.steps += len(r.x.Events)
		r.accountFailures()
		s.Done(r.x)
		if r.isOver() {
			r.report.Stopped = firstFailure
			return false
		}
	}
	r.isSample, r.x.MaxSteps, r.x.Chooser = false, r.steps, chooser
	r.replay(last, false, false)
	return true
}

// isOver says whether a failure has been found that ends the search. A goroutine that never rests does not end it by
// itself.
func (r *run) isOver() bool {
	return !r.keepGoing && slices.ContainsFunc(r.report.Failures, func(f Failure) bool { return !f.restless })
}
