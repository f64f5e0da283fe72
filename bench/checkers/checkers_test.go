package checkers

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/verdict"
)

// The locks are really another library's: a lock that is only tried for waits for nobody, which go-deadlock takes for
// lock order all the same, and linkdata/deadlock does not.
func TestAsk(t *testing.T) {
	rows, err := Ask(t.Context(), "./deadlock", "BackoffTableForTwo")
	require.NoError(t, err)
	require.Len(t, rows, 1)
	assert.Equal(t, verdict.Sees, rows[0].Answers[verdict.GoDeadlock])
	assert.Equal(t, verdict.Silent, rows[0].Answers[Linkdata])
	assert.Equal(t, verdict.Silent, rows[0].Answers[verdict.Deadlock])
	_, accused := Count(rows, verdict.GoDeadlock)
	assert.Equal(t, [2]int{1, 1}, accused)
	_, accused = Count(rows, Linkdata)
	assert.Equal(t, [2]int{0, 1}, accused)
}
