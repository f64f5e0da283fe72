package bench

import (
	"math"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

// Nanoseconds returns what an operation takes.
func Nanoseconds(samples []Sample) sample.Estimate {
	return estimate(samples, Sample.Nanoseconds)
}

// Allocs returns how many objects an operation allocates, to a hundredth: what the runtime allocates
// for itself now and then is below that.
func Allocs(samples []Sample) float64 {
	return math.Round(estimate(samples, Sample.AllocsEach).Center*100) / 100
}

func estimate(samples []Sample, of func(Sample) float64) sample.Estimate {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	return sample.EstimateOf(values)
}

// Ratio returns how many times as long ours takes as the peer, from samples of the same rounds. The
// ratio is taken round by round, and then the median of the ratios, so that a round that was slow for
// both counts like any other.
func Ratio(ours, peer []Sample) sample.Estimate {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i].Nanoseconds() / peer[i].Nanoseconds()
	}
	return sample.EstimateOf(ratios)
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

// VerdictOf judges a ratio by its interval, to two digits after the point, as it is printed.
func VerdictOf(ratio sample.Estimate) Verdict {
	low, high := math.Round(ratio.Low*100), math.Round(ratio.High*100)
	switch {
	case math.IsInf(ratio.Low, 0), math.IsInf(ratio.High, 0):
		return Unsure
	case high < 100:
		return Faster
	case low > 100:
		return Slower
	}
	return Even
}
