//go:build !race

// These tests start go vet, go test and the explorer, which is the same with the race detector and without.

package corpus

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon"
)

var update = flag.Bool("update", false, "rewrite the tables in doc.go")

const dir = "testdata/bugs"

func bugs(t *testing.T) []Bug {
	t.Helper()
	bugs, err := Read(dir)
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(bugs), 45)
	return bugs
}

// files returns the contents of a version's files, by their names.
func files(t *testing.T, bug Bug, version string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	entries, err := os.ReadDir(filepath.Join(bug.Dir, version))
	require.NoError(t, err)
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(bug.Dir, version, e.Name()))
		require.NoError(t, err)
		files[e.Name()] = string(text)
	}
	return files
}

// Each bug has two versions, of the same files, that are a few lines apart.
func TestForm(t *testing.T) {
	const most = 18 // lines that differ: a fix is one idea
	for _, bug := range bugs(t) {
		broken, fixed := files(t, bug, "broken"), files(t, bug, "fixed")
		differ := 0
		for name, text := range broken {
			if assert.Contains(t, fixed, name, bug.Name) {
				differ += distance(strings.Split(text, "\n"), strings.Split(fixed[name], "\n"))
			}
		}
		assert.Len(t, fixed, len(broken), bug.Name)
		assert.NotZero(t, differ, "%s: the two versions are the same", bug.Name)
		assert.LessOrEqual(t, differ, most, "%s: so many lines differ", bug.Name)
		for _, version := range []string{"broken", "fixed"} {
			checkVersion(t, filepath.Join(bug.Dir, version), files(t, bug, version))
		}
	}
}

// checkVersion says whether a version is a program of the kind that is wanted here.
func checkVersion(t *testing.T, name string, files map[string]string) {
	t.Helper()
	var tests []string
	lines := 0
	for path, text := range files {
		lines += strings.Count(text, "\n")
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		require.NoError(t, err, name)
		for _, i := range file.Imports {
			first, _, _ := strings.Cut(i.Path.Value, "/")
			assert.NotContains(t, first, ".", "%s imports more than the standard library", name)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if ok && strings.HasPrefix(f.Name.Name, "Test") {
				assert.True(t, strings.HasSuffix(path, "_test.go"), "%s has a test in %s", name, path)
				tests = append(tests, f.Name.Name)
			}
		}
	}
	assert.Len(t, tests, 1, "%s has one test", name)
	assert.True(t, 25 <= lines && lines <= 115, "%s has %d lines", name, lines)
}

// distance is how many lines are in one of two texts alone.
func distance(a, b []string) int {
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			row[j+1] = min(above[j+1], row[j]) + 1
			if a[i] == b[j] {
				row[j+1] = above[j]
			}
		}
		above = row
	}
	return above[len(b)]
}

// goIn runs the go command in the module of the bugs.
func goIn(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GORACE=atexit_sleep_ms=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "go %s:\n%s", strings.Join(args, " "), out)
}

// All versions compile, and vet has nothing to say, not even of the broken ones.
func TestVet(t *testing.T) {
	t.Parallel()
	goIn(t, "vet", "./...")
}

// The tests of the fixed versions pass, on the scheduler of Go's runtime.
func TestFixed(t *testing.T) {
	t.Parallel()
	goIn(t, "test", "-race", "-vet=off", "-ldflags=-s -w", "-timeout=60s", "./.../fixed")
}

// The tables in doc.go are those of the programs.
func TestTables(t *testing.T) {
	before, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	all := bugs(t)
	after := replace(t, string(before), "The categories", categories(all))
	after = replace(t, after, "What they are made of", features(t, all))
	if *update {
		require.NoError(t, os.WriteFile("doc.go", []byte(after), 0o666))
		return
	}
	assert.Equal(t, after, string(before), "run go test with -update")
}

// replace puts a table in the place of the one below a heading.
func replace(t *testing.T, text, heading, table string) string {
	t.Helper()
	comment := "//\t" + strings.ReplaceAll(strings.TrimSuffix(table, "\n"), "\n", "\n//\t") + "\n"
	old := regexp.MustCompile(`(?s)(// # ` + heading + `\n(?:// [^\n]*\n|//\n)*)((?://\t[^\n]*\n)+)`)
	at := old.FindStringSubmatchIndex(text)
	require.NotNil(t, at, "doc.go has no table below the heading %q", heading)
	return text[:at[4]] + comment + text[at[5]:]
}

// categories is a table of how many bugs of each category there are, by what is found.
func categories(bugs []Bug) string {
	counts := make(map[string]map[Finding]int)
	sum := make(map[Finding]int)
	for _, bug := range bugs {
		if counts[bug.Category] == nil {
			counts[bug.Category] = make(map[Finding]int)
		}
		counts[bug.Category][bug.Expect]++
		sum[bug.Expect]++
	}
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	slices.Sort(names)

	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(name string, count func(Finding) string, all string) {
		fmt.Fprint(w, name)
		for _, f := range Findings {
			fmt.Fprint(w, "\t", count(f))
		}
		fmt.Fprint(w, "\t", all, "\n")
	}
	numbers := func(name string, counts map[Finding]int) {
		all := 0
		for _, n := range counts {
			all += n
		}
		row(name, func(f Finding) string {
			if counts[f] == 0 {
				return "-"
			}
			return fmt.Sprint(counts[f])
		}, fmt.Sprint(all))
	}
	row("category", func(f Finding) string { return string(f) }, "all")
	for _, name := range names {
		numbers(name, counts[name])
	}
	numbers("all", sum)
	w.Flush()
	return b.String()
}

// Read says what is wrong with a bug.txt.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"category: c\nwrong: w\nexpect: race\nalso: panic, leak\n": "",
		"category: c\nwrong: w\n":                                  "category, wrong and expect have to be there",
		"category: c\nwrong: w\nexpect: fire\n":                    `there is no finding "fire"`,
		"category: c\nwrong: w\nexpect: race\nalso: panic,leak\n":  `there is no finding "panic,leak"`,
		"color: blue\n": `there is no key "color"`,
		"category\n":    "is not of the form key: value",
	} {
		dir := t.TempDir()
		bug := filepath.Join(dir, "x")
		require.NoError(t, os.Mkdir(bug, 0o777))
		require.NoError(t, os.WriteFile(filepath.Join(bug, "bug.txt"), []byte(text), 0o666))
		bugs, err := Read(dir)
		if want != "" {
			assert.ErrorContains(t, err, want)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, []Bug{{Name: "x", Dir: bug, Category: "c", Wrong: "w", Expect: Race, Also: []Finding{Panic, Leak}}}, bugs)
	}
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "y"), 0o777))
	_, err := Read(dir)
	assert.ErrorContains(t, err, "has no bug.txt")
}
