package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// An outcome counts also where the test says that it is wrong.
func TestOutcomeOfFailure(t *testing.T) {
	report := explore.Run(func(t *explore.T) {
		var n atomic.Int64
		for range 2 {
			t.Go(func() { n.Store(n.Load() + 1) })
		}
		t.Wait()
		t.Outcome("%d", n.Load())
		if n.Load() != 2 {
			t.Errorf("lost an update")
		}
	}, explore.KeepGoing())
	assert.True(t, report.Failed())
	met := map[string]int{}
	for _, o := range report.Outcomes {
		met[o.Result] = o.Executions
	}
	assert.Equal(t, map[string]int{"1": 2, "2": 2}, met)
}
