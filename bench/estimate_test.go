package bench

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/internal/sample"
)

func TestVerdict(t *testing.T) {
	for _, test := range []struct {
		e    sample.Estimate
		want Verdict
	}{
		{estimateOf(0.9, 0.8, 0.99), Faster},
		{estimateOf(0.9, 0.8, 0.996), Even}, // printed as 1.00
		{estimateOf(1, 1, 1), Even},
		{estimateOf(1.1, 0.9, 1.3), Even},
		{estimateOf(1.1, 1.004, 1.3), Even},
		{estimateOf(1.1, 1.006, 1.3), Slower},
		{estimateOf(3, 2, 4), Slower},
		{sample.EstimateOf([]float64{2}), Unsure},
	} {
		assert.Equal(t, test.want, VerdictOf(test.e), "%v", test.e)
	}
}

// estimateOf returns a median with this interval.
func estimateOf(center, low, high float64) sample.Estimate {
	return sample.Estimate{Center: center, Low: low, High: high}
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
	assert.Equal(t, estimateOf(0.5, 0.5, 0.5), Ratio(ours, peer))
	assert.Equal(t, estimateOf(2, 2, 2), Ratio(peer, ours))
	assert.Equal(t, estimateOf(6, 1, 32), Nanoseconds(ours))
	assert.Equal(t, 2.0, Allocs(ours), "what is less than a hundredth is the runtime's own")
}
