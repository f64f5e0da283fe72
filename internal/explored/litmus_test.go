//go:build !race

package explored_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/atomic/litmus"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// TestLitmus explores the litmus tests that have no data race. What is met in all their interleavings is exactly what is
// graded as allowed: the grades are of the memory model, and the explorer is.
func TestLitmus(t *testing.T) {
	if testing.Short() {
		t.Skip("rewrites, builds and explores a package")
	}
	outcome, err := explorer.Explore(t.Context(), gocommand.Go{Env: os.Environ()}, explorer.Request{
		Patterns: []string{module + "atomic/litmus"},
		Run:      regexp.MustCompile("^TestExplored"),
		Settings: runner.Settings{Time: time.Minute},
		Temp:     t.TempDir(),
	})
	require.NoError(t, err)
	assert.Empty(t, outcome.Troubles)

	explored := map[string][]string{}
	for _, a := range outcome.Answers {
		name := strings.TrimPrefix(a.Name, "TestExplored")
		if assert.Equal(t, explorer.Pass, a.Verdict, "%s: %s\n%s", a.Test, a.Why, a.Report) {
			for _, o := range a.Report.Outcomes {
				explored[name] = append(explored[name], o.Result)
			}
		}
	}
	allowed := map[string][]string{}
	for _, test := range litmus.Tests() {
		name := strings.ReplaceAll(test.Name, "/", "")
		for _, o := range test.Outcomes {
			if !test.Racy && o.Grade != litmus.Forbidden {
				allowed[name] = append(allowed[name], o.Result)
			}
		}
	}
	for _, results := range []map[string][]string{explored, allowed} {
		for _, r := range results {
			slices.Sort(r)
		}
	}
	assert.Equal(t, allowed, explored)
}
