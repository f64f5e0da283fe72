package bench

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestEstimateOf(t *testing.T) {
	// Of ten values in order the interval of the median goes from the second to the ninth: with a chance of
	// 2*(1+10)/1024, which is 2 %, nine or more of ten fall on one side of the true median.
	e := EstimateOf([]float64{10, 1, 9, 2, 8, 3, 7, 4, 6, 5})
	assert.Equal(t, Estimate{5.5, 2, 9}, e)

	few := EstimateOf([]float64{1, 2, 3, 4, 5})
	assert.Equal(t, 3.0, few.Center)
	assert.True(t, math.IsInf(few.Low, -1) || math.IsInf(few.High, 1), "five samples say nothing with this confidence: %v", few)
	enough := EstimateOf([]float64{1, 2, 3, 4, 5, 6})
	assert.Equal(t, Estimate{3.5, 1, 6}, enough)
	assert.Equal(t, 6, EnoughRounds)
}

func TestVerdict(t *testing.T) {
	for _, test := range []struct {
		e    Estimate
		want Verdict
	}{
		{Estimate{0.9, 0.8, 0.99}, Faster},
		{Estimate{0.9, 0.8, 0.996}, Even}, // printed as 1.00
		{Estimate{1, 1, 1}, Even},
		{Estimate{1.1, 0.9, 1.3}, Even},
		{Estimate{1.1, 1.004, 1.3}, Even},
		{Estimate{1.1, 1.006, 1.3}, Slower},
		{Estimate{3, 2, 4}, Slower},
		{EstimateOf([]float64{2}), Unsure},
	} {
		assert.Equal(t, test.want, test.e.Verdict(), "%v", test.e)
	}
}

// samples returns samples of a thousand operations that took so many nanoseconds each.
func samples(each ...float64) (s []Sample) {
	for _, ns := range each {
		s = append(s, Sample{Operations: 1000, Elapsed: time.Duration(ns * 1000), Allocs: 2001, Bytes: 16})
	}
	return s
}

// The ratio is taken round by round: a machine that slows down by and by is no reason to doubt it.
func TestRatio(t *testing.T) {
	ours, peer := samples(1, 2, 4, 8, 16, 32), samples(2, 4, 8, 16, 32, 64)
	assert.Equal(t, Estimate{0.5, 0.5, 0.5}, Ratio(ours, peer))
	assert.Equal(t, Estimate{2, 2, 2}, Ratio(peer, ours))
	assert.Equal(t, Estimate{6, 1, 32}, Nanoseconds(ours))
	assert.Equal(t, 2.0, Allocs(ours), "what is less than a hundredth is the runtime's own")
}
