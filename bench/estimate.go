package bench

import (
	"math"

	"golang.org/x/perf/benchmath"
)

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

// Nanoseconds returns what an operation takes.
func Nanoseconds(samples []Sample) Estimate {
	return estimate(samples, Sample.Nanoseconds)
}

// Allocs returns how many objects an operation allocates, to a hundredth: what the runtime allocates
// for itself now and then is below that.
func Allocs(samples []Sample) float64 {
	return math.Round(estimate(samples, Sample.AllocsEach).Center*100) / 100
}

func estimate(samples []Sample, of func(Sample) float64) Estimate {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	return EstimateOf(values)
}

// Ratio returns how many times as long ours takes as the peer, from samples of the same rounds. The
// ratio is taken round by round, and then the median of the ratios, so that a round that was slow for
// both counts like any other.
func Ratio(ours, peer []Sample) Estimate {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i].Nanoseconds() / peer[i].Nanoseconds()
	}
	return EstimateOf(ratios)
}

// A Verdict is what a ratio says.
type Verdict string

// The verdicts.
const (
	Faster Verdict = "faster" // the whole interval is below 1.00
	Even   Verdict = "even"   // 1.00 is in the interval: the difference, if any, is within the noise
	Slower Verdict = "slower" // the whole interval is above 1.00
	Unsure Verdict = "unsure" // there are too few rounds to say
)

// Verdict judges a ratio by its interval, to two digits after the point, as it is printed.
func (e Estimate) Verdict() Verdict {
	low, high := math.Round(e.Low*100), math.Round(e.High*100)
	switch {
	case math.IsInf(e.Low, 0), math.IsInf(e.High, 0):
		return Unsure
	case high < 100:
		return Faster
	case low > 100:
		return Slower
	}
	return Even
}
