package instrument_test

import (
	"encoding/json"
	"fmt"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// Where an exploration says of a test of testdata/effects something else than Go's race detector, this is why.
var otherThanGo = map[string]string{
	"TestRaceClone":   "maps.Clone is the runtime's, which does not tell the race detector",
	"TestRacePutUint": "so is what package binary writes by",
}

// TestEffects explores tests that share memory with functions of the standard library: a race is to be found in each
// TestRace, and of each TestNoRace all executions are to be without one. Go's race detector, of which the standard
// library hides nothing, has to say the same of what was not rewritten.
func TestEffects(t *testing.T) {
	if raced {
		t.Skip("it builds programs, which is done where the tests run without the race detector")
	}
	path := "testdata/effects/effects_test.go"
	source, err := os.ReadFile(path)
	require.NoError(t, err)
	config := &instrument.Config{Rewritten: func(path string) bool { return path == "p" }}
	result, err := config.Rewrite(checked(t, exported(t), "p", "go1.26", map[string][]byte{path: source}))
	require.NoError(t, err)
	assert.Empty(t, result.Refusals)
	explored := testsOf(t, result.Files[path], 1)
	native := testsOf(t, source, oftenEnough, "-race")
	names := regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(source, -1)
	require.NotEmpty(t, names)
	for _, m := range names {
		name := string(m[1])
		isRace := strings.HasPrefix(name, "TestRace")
		words := explored[name]
		if isRace {
			assert.Contains(t, words, "--- FAIL", name)
			assert.Contains(t, words, "data race:", name)
		} else {
			assert.Contains(t, words, "--- PASS", name)
		}
		says := isRace != (otherThanGo[name] != "")
		assert.Equal(t, says, strings.Contains(native[name], "race detected during execution of test"), "%s: what Go's race detector finds: %s", name, native[name])
	}
}

// oftenEnough is how often the tests run with Go's race detector, which sees what one schedule does: a comparison ends
// where it finds a difference, which may be before the race.
const oftenEnough = 20

// testsOf builds a test file with flags and runs it so many times, and returns what each test says.
func testsOf(t *testing.T, text []byte, times int, flags ...string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	file, list, binary := filepath.Join(dir, "a_test.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "run.test")
	require.NoError(t, os.WriteFile(file, text, 0o666))
	abs, err := filepath.Abs("run/a_test.go")
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{abs: file}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(list, overlay, 0o666))
	args := append([]string{"test", "-c", "-vet=off", "-o", binary, "-overlay", list}, flags...)
	out, err := exec.Command("go", append(args, here+"/run")...).CombinedOutput()
	require.NoError(t, err, "%s", out)
	run := exec.Command(binary, "-test.v", "-test.timeout=60s", fmt.Sprintf("-test.count=%d", times))
	run.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	out, _ = run.CombinedOutput()
	says := map[string]string{}
	for section := range strings.SplitSeq(string(out), "=== RUN   ") {
		name, words, _ := strings.Cut(section, "\n")
		says[name] += words
	}
	return says
}

// What the table of effects names is there.
func TestEffectsAreOfRealFunctions(t *testing.T) {
	imports := exported(t)
	named := regexp.MustCompile(`^\(\*?(.*)\.(\w+)\)\.(\w+)$|^(.*)\.(\w+)$`)
	for name := range instrument.EffectNames {
		m := named.FindStringSubmatch(name)
		require.NotNil(t, m, name)
		p, err := imports.Import(m[1] + m[4])
		if !assert.NoError(t, err, name) {
			continue
		}
		o := p.Scope().Lookup(m[2] + m[5])
		if m[3] != "" && o != nil {
			o, _, _ = types.LookupFieldOrMethod(o.Type(), true, p, m[3])
		}
		fun, ok := o.(*types.Func)
		if assert.True(t, ok, "there is no %s", name) {
			assert.Equal(t, name, fun.FullName())
		}
	}
}
