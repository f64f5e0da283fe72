package explore_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/atomic"
)

// However large a program is, its report says that some of the search was done, and that it is next to nothing.
func TestCoverageOfLarge(t *testing.T) {
	large := func(t *explore.T) {
		var n atomic.Int64
		for range 8 {
			t.Go(func() {
				for range 100 {
					n.Add(1)
				}
			})
		}
	}
	for _, strategy := range []explore.Strategy{explore.DPOR, explore.DFS} {
		r := explore.Run(large, explore.Using(strategy), explore.Executions(2))
		assert.False(t, r.Exhaustive)
		assert.Positive(t, r.Covered)
		assert.Equal(t, "less than 1e-97% of the search", r.Coverage())
		assert.Contains(t, r.Summary(), " executions, as asked, at less than 1e-97% of the search; ")

		text, err := json.Marshal(r)
		require.NoError(t, err)
		var read explore.Report
		require.NoError(t, json.Unmarshal(text, &read))
		assert.Equal(t, r.Covered, read.Covered)
	}
	r := explore.Run(large, explore.Using(explore.Random), explore.Executions(2))
	assert.Empty(t, r.Coverage(), "nobody knows of which part samples are")
}
