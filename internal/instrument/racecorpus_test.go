package instrument_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// The files of Go's own corpus that are left out, and why.
var withoutFiles = map[string]string{
	"cgo_test.go":      "runs a program that uses cgo",
	"synctest_test.go": "imports internal/synctest, which only the standard library may",
}

// The tests of Go's own corpus of which an exploration says something else, and why.
var exceptions = map[string]string{
	"TestRaceFin":               "the collector of garbage runs finalizers, and when is not for an exploration to say",
	"TestRaceBetweenCleanups":   "as TestRaceFin",
	"TestNoRaceIOFile":          "a file orders the accesses",
	"TestRaceRangeFuncIterator": "skips itself",
	"TestRaceReflectRW":         "what reflect does is not seen",
	"TestRaceReflectWW":         "as TestRaceReflectRW",
	"TestRaceReflectCopyWW":     "as TestRaceReflectRW",
}

// The tests of Go's own corpus that start a timer of an hour and stop it: there is a race if the goroutine is slower
// than that between the two, which an exploration tells of if it is not asked for patience.
var patient = []string{"TestNoRaceAfterFuncReset", "TestNoRaceTimerReset", "TestNoRaceTickerReset"}

// The tests of Go's own corpus that are not run, and why.
var withoutTests = map[string]string{
	"TestNoRaceIOHttp":           "waits for a socket",
	"TestNoRaceDeferAtomicStore": "one execution is 4,095 goroutines that collect the garbage, each with a clock of as many",
}

// TestRaces explores tests of constructs whose accesses are easily overlooked.
func TestRaces(t *testing.T) {
	if raced {
		t.Skip("the tests are built where the tests run without the race detector")
	}
	files, err := filepath.Glob("testdata/races/*_test.go")
	require.NoError(t, err)
	binary, tests := raceTests(t, files, &instrument.Config{})
	compareRaces(t, tests, exploreTests(t, binary, tests, false), nil)
}

// TestRaceCorpus explores the tests of Go's race detector.
func TestRaceCorpus(t *testing.T) {
	if raced {
		t.Skip("the tests are built where the tests run without the race detector")
	}
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src/runtime/race/testdata/*_test.go"))
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(path string) bool { return withoutFiles[filepath.Base(path)] != "" })
	binary, tests := raceTests(t, files, &instrument.Config{})
	tests = slices.DeleteFunc(tests, func(name string) bool { return withoutTests[name] != "" })
	found := exploreTests(t, binary, tests, false)
	for name, kinds := range exploreTests(t, binary, patient, true) {
		assert.Contains(t, found[name], "data race", name)
		found[name] = kinds
	}
	compareRaces(t, tests, found, exceptions)
	t.Logf("not run: %d tests, and the files %v", len(withoutTests), slices.Sorted(maps.Keys(withoutFiles)))
}

// compareRaces looks at what was found of tests: a race of each TestRace, of no TestNoRace.
func compareRaces(t *testing.T, tests []string, found map[string][]string, exceptions map[string]string) {
	t.Helper()
	counts := map[bool]int{}
	for _, name := range tests {
		want := strings.HasPrefix(name, "TestRace")
		why, isException := exceptions[name]
		if isException {
			t.Logf("%s: %s", name, why)
		} else {
			counts[want]++
		}
		assert.Equal(t, want != isException, slices.Contains(found[name], "data race"), "%s: a race is found; of all that is: %q", name, found[name])
	}
	t.Logf("%d tests with a race, %d without, %d exceptions", counts[true], counts[false], len(exceptions))
}

// raceTests builds the tests of some files, rewritten, and returns their names.
func raceTests(t *testing.T, files []string, c *instrument.Config) (binary string, tests []string) {
	t.Helper()
	sources := map[string][]byte{}
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		// These are there with -race alone.
		text = regexp.MustCompile(`runtime\.Race\w+\(.*\)`).ReplaceAll(text, nil)
		// A race while the package is initialised would be found in all tests of the package. It becomes a test.
		text = bytes.ReplaceAll(text, []byte("var _ LogImpl = NewLog()"), []byte("func TestRaceWhileInitialised(*testing.T) { NewLog() }"))
		sources[path] = text
		for _, m := range regexp.MustCompile(`(?m)^func (Test(?:No)?Race\w+)\(`).FindAllSubmatch(text, -1) {
			tests = append(tests, string(m[1]))
		}
	}
	result, err := c.Rewrite(checked(t, exported(t), "race_test", "go1.26", sources))
	require.NoError(t, err)
	dir := t.TempDir()
	overlay := map[string]string{}
	run, err := filepath.Abs("run")
	require.NoError(t, err)
	// Some read their own source, a few bytes at a time: a short one will do.
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mop_test.go"), make([]byte, 100), 0o666))
	for path, text := range result.Files {
		file := filepath.Join(dir, "rewritten_"+filepath.Base(path))
		require.NoError(t, os.WriteFile(file, text, 0o666))
		overlay[filepath.Join(run, filepath.Base(path))] = file
	}
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o666))
	binary = filepath.Join(dir, "run.test")
	out, err := exec.Command("go", "test", "-c", "-vet=off", "-o", binary, "-overlay", filepath.Join(dir, "overlay.json"), here+"/run").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return binary, tests
}

// mostExecutions is how many executions of a test there may be.
const mostExecutions = 100

// exploreTests explores tests, and returns the kinds of what was found of each. Two processes run them one after the
// other; where one ends in a test, the next goes on behind that.
func exploreTests(t *testing.T, binary string, tests []string, patient bool) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	half := len(tests) / 2
	for _, todo := range [][]string{tests[:half], tests[half:]} {
		folder := t.TempDir()
		wg.Go(func() {
			for len(todo) > 0 {
				runTests(t.Context(), binary, folder, todo, patient)
				for first := true; len(todo) > 0; first = false {
					kinds, ok := readKinds(folder, todo[0])
					if !ok && !first {
						break // the process ended in the one before, or before this one was begun
					}
					mu.Lock()
					found[todo[0]] = kinds
					mu.Unlock()
					todo = todo[1:]
				}
			}
		})
	}
	wg.Wait()
	return found
}

func runTests(ctx context.Context, binary, folder string, tests []string, patient bool) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, "-test.run", "^("+strings.Join(tests, "|")+")$")
	cmd.Dir = filepath.Dir(binary)
	cmd.Env = append(os.Environ(), fmt.Sprintf(`COUNTERPOINT_EXPLORE={"Folder":%q,"Executions":%d,"Patient":%t}`, folder, mostExecutions, patient))
	_ = cmd.Run() // fails if something is found
}

// readKinds reads the kinds of what was found of a test; it returns false if the process did not come so far.
func readKinds(folder, test string) (kinds []string, ok bool) {
	files, _ := filepath.Glob(filepath.Join(folder, "*."+test+".json"))
	if len(files) == 0 {
		return nil, false
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		return []string{err.Error()}, true
	}
	var result struct {
		Report struct{ Failures []struct{ Kind string } }
	}
	if err := json.Unmarshal(text, &result); err != nil {
		return []string{err.Error()}, true
	}
	for _, f := range result.Report.Failures {
		kinds = append(kinds, f.Kind)
	}
	return kinds, true
}
