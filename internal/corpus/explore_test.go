//go:build !race

// These tests start go vet, go test and the explorer, which is the same with the race detector and without.

package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/explore"
	"github.com/counterpoint-go/counterpoint/explore/shim/runner"
	"github.com/counterpoint-go/counterpoint/internal/explorer"
	"github.com/counterpoint-go/counterpoint/internal/gocommand"
)

// enough is how many executions are enough for each bug, beside the samples. That a program is right is said of so many
// where there are more.
const enough = 60

// findings are what the kinds of failures are here.
var findings = map[explore.Kind]Finding{
	explore.DataRace: Race, explore.Failed: Assertion, explore.Panic: Panic, explore.FatalError: Panic,
	explore.Deadlock: Deadlock, explore.Leak: Leak, explore.Livelock: Livelock,
}

// The explorer, as the command asks it, finds what is wrong with each broken program, and has nothing to say against a
// fixed one.
func TestExplore(t *testing.T) {
	all := bugs(t)
	tests := together(t, all)
	outcome, err := explorer.Explore(t.Context(), gocommand.Go{Dir: tests, Env: append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")}, explorer.Request{
		Patterns: []string{"./all"}, Settings: runner.Settings{Executions: enough}, Temp: t.TempDir(),
	})
	require.NoError(t, err)
	require.Empty(t, outcome.Troubles)
	require.Empty(t, outcome.Refusals)
	require.Len(t, outcome.Answers, 2*len(all))
	var rows tally
	for i, bug := range all {
		broken, fixed := outcome.Answers[2*i], outcome.Answers[2*i+1]
		ok := assert.Equal(t, explorer.Fail, broken.Verdict, "%s: %s", bug.Name, broken.Why)
		for _, f := range broken.Report.Failures {
			said := findings[f.Kind]
			ok = assert.True(t, said == bug.Expect || slices.Contains(bug.Also, said), "%s: %s: %s", bug.Name, f.Kind, f.Message) && ok
		}
		passed := assert.NotContains(t, []explorer.Verdict{explorer.Fail, explorer.Refused}, fixed.Verdict, "%s: %v %s", bug.Name, fixed.Report, fixed.Why)
		rows.add(bug, ok, passed, fixed.Report.Exhaustive)
	}
	t.Logf("\n%s", &rows)
}

// together writes the programs to a module in which one package has all tests: to link a test for each takes longer
// than to explore it. It returns the module's folder.
func together(t *testing.T, bugs []Bug) string {
	t.Helper()
	root := t.TempDir()
	write := func(text string, name ...string) {
		path := filepath.Join(append([]string{root}, name...)...)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	}
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	write(string(mod), "go.mod")
	test := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	imports, calls := "import (\n\t\"testing\"\n\n", ""
	for i, bug := range bugs {
		for _, version := range []string{"broken", "fixed"} {
			name := fmt.Sprintf("%s%d", version, i)
			imports += fmt.Sprintf("\t%s %q\n", name, "example.com/bugs/"+bug.Name+"/"+version)
			for file, text := range files(t, bug, version) {
				if at := test.FindStringSubmatch(text); at != nil {
					calls += fmt.Sprintf("\nfunc Test_%d_%s(t *testing.T) { %s.%s(t) }\n", i, version, name, at[1])
				}
				write(text, bug.Name, version, strings.Replace(file, "_test.go", "_tested.go", 1))
			}
		}
	}
	write("package all\n\n"+imports+")\n"+calls, "all", "all_test.go")
	return root
}

// A tally counts, by what is to be found, what was.
type tally map[Finding]*struct{ found, of, passed, exhaustive int }

func (t *tally) add(bug Bug, found, passed, exhaustive bool) {
	if *t == nil {
		*t = tally{}
		for _, f := range Findings {
			(*t)[f] = &struct{ found, of, passed, exhaustive int }{}
		}
	}
	row := (*t)[bug.Expect]
	row.of++
	for _, c := range []struct {
		is bool
		n  *int
	}{{found, &row.found}, {passed, &row.passed}, {exhaustive, &row.exhaustive}} {
		if c.is {
			*c.n++
		}
	}
}

// String returns the counts as a table.
func (t *tally) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "finding\tbroken\tfound\tfixed and passed\texhaustively")
	for _, f := range Findings {
		row := (*t)[f]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\n", f, row.of, row.found, row.passed, row.exhaustive)
	}
	w.Flush()
	return b.String()
}
