package instrument_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// step is a call that is a step where the memory is a variable; other steps are about what no variable is.
var step = regexp.MustCompile(`_cp_memory\.(Load|LoadArray|At|Inc|Dec|Add|Sub|Mul|Quo|Rem|And|Or|Xor|AndNot|Shl|Shr)\(&`)

// TestEscapes measures how many accesses of real code need not be steps, since no other goroutine can get at the
// variables.
func TestEscapes(t *testing.T) {
	if raced {
		t.Skip("it looks at much code, which is done where the tests run without the race detector")
	}
	packages := list(t, "container/heap", "container/list", "encoding/json", "text/template", "net/http")
	count := func(p *listed, all bool) (n int) {
		for _, text := range rewriteListed(t, packages, p, &instrument.Config{All: all, Rewritten: func(string) bool { return true }}) {
			n += len(step.FindAll(text, -1))
		}
		return n
	}
	var some, all int
	for _, path := range []string{"container/heap", "container/list", "encoding/json", "text/template", "net/http"} {
		p := packages[path]
		n, of := count(p, false), count(p, true)
		t.Logf("%-15s %5d of %5d accesses are steps: %.0f %% are not", path, n, of, 100*float64(of-n)/float64(max(of, 1)))
		some, all = some+n, all+of
	}
	t.Logf("%-15s %5d of %5d accesses are steps: %.0f %% are not", "together", some, all, 100*float64(all-some)/float64(all))
	assert.NotZero(t, some)
	assert.Less(t, some, all*3/4)
}

// TestEscapesSaveTime measures what that is worth to a test that reckons. What is found is the same.
func TestEscapesSaveTime(t *testing.T) {
	if raced {
		t.Skip("it builds tests, which is done where the tests run without the race detector")
	}
	var seconds []float64
	var executions []int
	for _, all := range []bool{false, true} {
		binary, _ := raceTests(t, []string{"testdata/escape/sums_test.go"}, &instrument.Config{All: all})
		folder := t.TempDir()
		cmd := exec.CommandContext(t.Context(), binary, "-test.run=TestSums")
		cmd.Env = append(os.Environ(), fmt.Sprintf(`COUNTERPOINT_EXPLORE={"Folder":%q,"Time":%d}`, folder, time.Minute))
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
		files, err := filepath.Glob(filepath.Join(folder, "*.json"))
		require.NoError(t, err)
		require.Len(t, files, 1)
		text, err := os.ReadFile(files[0])
		require.NoError(t, err)
		var result struct {
			Seconds float64
			Report  struct {
				Executions int
				Exhaustive bool
			}
		}
		require.NoError(t, json.Unmarshal(text, &result), strings.TrimSpace(string(text)))
		assert.True(t, result.Report.Exhaustive)
		seconds, executions = append(seconds, result.Seconds), append(executions, result.Report.Executions)
	}
	assert.Equal(t, executions[0], executions[1], "the steps that are left out are of no order")
	t.Logf("%d executions in %.2f ms, and in %.2f ms where all variables are steps: %.0f times as long",
		executions[0], 1e3*seconds[0], 1e3*seconds[1], seconds[1]/seconds[0])
}
