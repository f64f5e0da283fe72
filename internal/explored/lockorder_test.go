//go:build !race

package explored_test

import (
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// TestLockOrder explores the checker of lock orders: small programs with its locks, and in them all of its own steps but
// those by which it tells who a goroutine is and where it was called from. Their executions are long, and are varied to
// their end. One program is too large for that: where the two may meet in all of it, there are more than 20,000 ways.
func TestLockOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("rewrites, builds and explores a package")
	}
	outcome, err := explorer.Explore(t.Context(), gocommand.Go{Env: os.Environ()}, explorer.Request{
		Patterns: []string{module + "deadlock/lockorder"},
		Run:      regexp.MustCompile("^TestExplored"),
		Settings: runner.Settings{Time: 5 * time.Second, Whole: true},
		Temp:     t.TempDir(),
	})
	require.NoError(t, err)
	assert.Empty(t, outcome.Troubles)
	assert.NotEmpty(t, outcome.Answers)
	for _, a := range outcome.Answers {
		allowed := []explorer.Verdict{explorer.Pass}
		if a.Name == "TestExploredBothOrders" {
			allowed = append(allowed, explorer.Bounded)
		}
		if assert.Contains(t, allowed, a.Verdict, "%s: %s\n%s", a.Test, a.Why, a.Report) {
			t.Logf("%s: %s in %d interleavings", a.Test, a.Verdict, a.Report.Executions)
		}
	}
}
