package sample

import (
	"math"
	"testing"

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
