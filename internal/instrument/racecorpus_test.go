package instrument_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// The files of Go's own corpus that are left out, and why.
var withoutFiles = map[string]string{
	"cgo_test.go":        "cgo",
	"main_test.go":       "runs another program",
	"synctest_test.go":   "imports internal/synctest",
	"regression_test.go": "has a race while the package is initialised, of which every test of the package would be told",
}

// The tests of Go's own corpus of which an exploration says something else, and why.
var exceptions = map[string]string{
	"TestRaceChanSyncCloseSend":   "a send that meets a close is reported as the panic that it is",
	"TestRaceChanAsyncCloseSend":  "as TestRaceChanSyncCloseSend",
	"TestRaceChanSendClose":       "as TestRaceChanSyncCloseSend",
	"TestRaceChanSendSelectClose": "as TestRaceChanSyncCloseSend",
	"TestRaceChanCloseSend":       "as TestRaceChanSyncCloseSend",
	"TestRaceFin":                 "finalizers are not run",
	"TestRaceBetweenCleanups":     "cleanups are not run",
	"TestNoRaceIOFile":            "orders by a file",
	"TestRaceNestedArrayCopy":     "an array of a million variables takes longer than a test",
	"TestRaceMutexOverwrite":      "a lock is known by its address, and has no value to be overwritten",
	"TestRaceRangeFuncIterator":   "skips itself",
	"TestRaceReflectRW":           "what reflect does is not seen",
	"TestRaceReflectWW":           "as TestRaceReflectRW",
	"TestRaceReflectCopyWW":       "as TestRaceReflectRW",
	"TestNoRaceAfterFuncReset":    "there is a race if the goroutine is slower than the first timer",
	"TestNoRaceTimerReset":        "as TestNoRaceAfterFuncReset",
	"TestNoRaceTickerReset":       "as TestNoRaceAfterFuncReset",
}

// TestRaceCorpus explores the tests of Go's race detector: of each TestRace a race has to be found, of no TestNoRace.
var withRaceCorpus = flag.Bool("racecorpus", false, "explore the tests of Go's race detector")

func TestRaceCorpus(t *testing.T) {
	if !*withRaceCorpus {
		t.Skip("it takes a while, and each test has two seconds: go test -run RaceCorpus ./internal/instrument -racecorpus")
	}
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	binary, tests := raceCorpus(t)
	counts := map[bool]int{}
	results := map[string]bool{}
	for _, name := range tests {
		results[name] = findsRace(t.Context(), binary, name)
	}
	for _, name := range tests {
		want := strings.HasPrefix(name, "TestRace")
		why, isException := exceptions[name]
		if isException {
			t.Logf("%s: %s", name, why)
		} else {
			counts[want]++
		}
		assert.Equal(t, want != isException, results[name], "%s: a race is found", name)
	}
	t.Logf("%d tests with a race, %d without, %d exceptions", counts[true], counts[false], len(exceptions))
}

// raceCorpus builds the tests, rewritten, and returns their names.
func raceCorpus(t *testing.T) (binary string, tests []string) {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	require.NoError(t, err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src/runtime/race/testdata/*_test.go"))
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(path string) bool { return withoutFiles[filepath.Base(path)] != "" })
	sources := map[string][]byte{}
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		// These are there with -race alone.
		sources[path] = regexp.MustCompile(`runtime\.Race\w+\(.*\)`).ReplaceAll(text, nil)
		for _, m := range regexp.MustCompile(`(?m)^func (Test(?:No)?Race\w+)\(`).FindAllSubmatch(text, -1) {
			tests = append(tests, string(m[1]))
		}
	}
	result, err := (&instrument.Config{}).Rewrite(checked(t, exported(t), "race_test", "go1.26", sources))
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

// findsRace explores one test for two seconds.
func findsRace(ctx context.Context, binary, name string) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, "-test.run", "^"+name+"$")
	cmd.Dir = filepath.Dir(binary)
	out, _ := cmd.CombinedOutput()
	return strings.Contains(string(out), "data race:")
}
