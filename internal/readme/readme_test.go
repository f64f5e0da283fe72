//go:build !race

// These tests run the README's commands, which are the same with the race detector and without.

// Package readme holds the README to its word: what it tells a reader to type is typed here.
package readme

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

const module = "github.com/counterpoint-go/counterpoint"

// root is the checkout.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	require.NoError(t, err)
	return dir
}

func read(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root(t), "README.md"))
	require.NoError(t, err)
	return string(text)
}

// program returns the Go program that follows a marker.
func program(t *testing.T, marker string) string {
	t.Helper()
	match := regexp.MustCompile("(?s)<!-- " + marker + " -->\n```go\n(.*?)```").FindStringSubmatch(read(t))
	require.NotNil(t, match, "the README has no program after <!-- %s -->", marker)
	return match[1]
}

// consumer makes a module of its own that has one file.
func consumer(t *testing.T, name, file, text string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), name)
	require.NoError(t, os.Mkdir(dir, 0o777))
	write(t, dir, file, text)
	write(t, dir, "go.mod", "module example.com/"+name+"\n\ngo 1.26\n")
	return dir
}

func write(t *testing.T, dir, file, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o666))
}

// goIn runs the go command in dir, without the network: what is not in the module cache, which holds
// all that this module needs, is not to be had.
func goIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=", "VERDICT_INPROCESS=")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "go %s:\n%s", strings.Join(args, " "), out)
	return string(out)
}

// replace has the module in dir use the checkout, by the command of the README.
func replace(t *testing.T, dir string) {
	t.Helper()
	const line = "go mod edit -require=" + module + "@v0.0.0 -replace=" + module + "=../counterpoint"
	require.Contains(t, read(t), "\n"+line+"\n")
	args := strings.Fields(strings.ReplaceAll(line, "../counterpoint", root(t)))
	goIn(t, dir, args[1:]...)
	sums, err := os.ReadFile(filepath.Join(root(t), "go.sum"))
	require.NoError(t, err)
	write(t, dir, "go.sum", string(sums))
}

func TestConsumerByReplace(t *testing.T) {
	t.Parallel()
	dir := consumer(t, "votes", "main.go", program(t, "consumer"))
	replace(t, dir)
	assert.Equal(t, "map[no:1 yes:2]\n", goIn(t, dir, "run", "."))

	// The primitives bring nothing with them.
	deps := goIn(t, dir, "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".")
	assert.Equal(t, []string{module + "/counter", "example.com/votes"}, strings.Fields(deps))
}

func TestConsumerByWorkspace(t *testing.T) {
	t.Parallel()
	dir := consumer(t, "votes", "main.go", program(t, "consumer"))
	const line = "go work init . ../counterpoint"
	require.Contains(t, read(t), "\n"+line+"\n")
	args := strings.Fields(strings.ReplaceAll(line, "../counterpoint", root(t)))
	goIn(t, dir, args[1:]...)
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	assert.Equal(t, "map[no:1 yes:2]\n", string(out))
}

func TestOwnTable(t *testing.T) {
	t.Parallel()
	dir := consumer(t, "hits", "hits_test.go", program(t, "table of your own"))
	replace(t, dir)
	out := goIn(t, dir, "test", "-race", "-v", ".")
	assert.Contains(t, out, "--- PASS: TestVerdict/UnsafeHits")
	assert.Contains(t, out, "--- PASS: TestVerdict/Hits")
	assert.Contains(t, out, "race: sees")
	assert.Contains(t, out, "--- PASS: TestHits/Monotonic")
}

// What explore finds is what the README shows; and the cure, that there is nothing to find.
func TestExplore(t *testing.T) {
	t.Parallel()
	text := program(t, "explore")
	dir := consumer(t, "bank", "bank_test.go", text)
	replace(t, dir)
	cmd := exec.Command("go", "test", ".")
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOPROXY=off", "GOFLAGS=-mod=mod", "GOWORK=")
	out, err := cmd.CombinedOutput()
	require.Error(t, err)
	match := regexp.MustCompile("(?s)<!-- explored -->\n```\n(.*?)```").FindStringSubmatch(read(t))
	require.NotNil(t, match)
	for line := range strings.SplitSeq(strings.TrimSpace(match[1]), "\n") {
		assert.Contains(t, string(out), line)
	}

	write(t, dir, "bank_test.go", strings.Replace(text, "balance.Store(balance.Load() + 1)", "balance.Add(1)", 1))
	assert.Contains(t, goIn(t, dir, "test", "-v", "."), "dpor: 2 traces, all of them")
}
