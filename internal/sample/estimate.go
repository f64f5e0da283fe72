package sample

import "golang.org/x/perf/benchmath"

// Confidence is that of all intervals here: in so many of 100 repetitions the interval holds the true
// median.
const Confidence = 0.95

// EnoughRounds is the least number of samples that give a median an interval of this [Confidence].
const EnoughRounds = 6

// An Estimate is a median and its confidence interval. With less than [EnoughRounds] samples the
// interval has no end on one side or on both.
type Estimate struct{ Center, Low, High float64 }

// EstimateOf returns the median of some values, and its confidence interval, as benchstat has them: from
// the order of the values alone, with no assumption about how they are distributed. Times are not
// distributed normally.
func EstimateOf(values []float64) Estimate {
	s := benchmath.AssumeNothing.Summary(benchmath.NewSample(values, &benchmath.DefaultThresholds), Confidence)
	return Estimate{s.Center, s.Lo, s.Hi}
}
