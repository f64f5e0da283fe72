package immutable_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/counter"
	"github.com/counterpoint-go/counterpoint/counter/countertest"
	"github.com/counterpoint-go/counterpoint/immutable"
)

var _ counter.Counter = (*immutable.Counter)(nil)

func TestCounter(t *testing.T) {
	countertest.Run(t, func() counter.Counter { return new(immutable.Counter) })
}

func TestCounterTotal(t *testing.T) {
	var c immutable.Counter
	assert.True(t, math.IsNaN(c.Total().Mean()), "the mean of nothing")
	c.Add(1)
	before := c.Total()
	c.Add(4)
	assert.Equal(t, immutable.Total{Sum: 1, Adds: 1}, before, "a Total stays what it was")
	assert.Equal(t, immutable.Total{Sum: 5, Adds: 2}, c.Total())
	assert.InDelta(t, 2.5, c.Total().Mean(), 0)
}
