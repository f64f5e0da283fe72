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
// their end. No failure may be found. One program, TestExploredBothOrders, is too large to come to an end; and now and then
// one is refused, since an execution has other objects than the one before: what those steps do is not always the same.
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
		assert.NotEqual(t, explorer.Fail, a.Verdict, "%s: %s\n%s", a.Test, a.Why, a.Report)
		t.Logf("%s: %s %s", a.Test, a.Verdict, a.Why)
	}
}
