package instrument_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// raced says whether this is a binary with the race detector.
var raced = false

var update = flag.Bool("update", false, "write the golden files anew")

const (
	module = "github.com/counterpoint-go/counterpoint"
	here   = module + "/internal/instrument"
)

// exported finds what the compiler has exported of a package.
func exported(t *testing.T) types.Importer {
	t.Helper()
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}",
		"fmt", "sync", "sync/atomic", "time", "context", "runtime", "math/rand", "math/rand/v2", "testing", "errors",
		"github.com/stretchr/testify/assert", "github.com/stretchr/testify/require", "crypto/rand", "encoding/base64", "bufio", "crypto/sha256", "encoding/binary", "encoding/hex", "encoding/json", "net/url", "strings", "sort", "flag", "slices", "maps", "iter", "unsafe", "net/http", "net/http/httptest", "reflect", "os", "io",
		"bytes", "container/heap", "container/list", "strconv", "crypto/sha1", "encoding/gob", "math", "log", "path/filepath", "net", "hash/crc32", "math/big").Output()
	require.NoError(t, err)
	files := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	})
}

// checked parses and checks a package of files that are given by name.
func checked(t *testing.T, imports types.Importer, path, version string, sources map[string][]byte) *instrument.Package {
	t.Helper()
	p := &instrument.Package{Fset: token.NewFileSet(), Sources: sources, Info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}}
	for _, name := range slices.Sorted(maps.Keys(sources)) { // as the go command gives them to the compiler
		f, err := parser.ParseFile(p.Fset, name, sources[name], parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		p.Files = append(p.Files, f)
	}
	config := types.Config{Importer: imports, GoVersion: version}
	var err error
	p.Types, err = config.Check(path, p.Fset, p.Files, p.Info)
	require.NoError(t, err)
	return p
}

// rewritten rewrites a file that is a package.
func rewritten(t *testing.T, imports types.Importer, path string) (text, refusals string) {
	t.Helper()
	source, err := os.ReadFile(path)
	require.NoError(t, err)
	p := checked(t, imports, "p", "go1.26", map[string][]byte{path: source})
	result, err := (&instrument.Config{Explored: func(test string) bool { return test != "TestUnchosen" }}).Rewrite(p)
	require.NoError(t, err)
	for _, r := range result.Refusals {
		refusals += r.String() + "\n"
	}
	if text, ok := result.Files[path]; ok {
		source = text
	}
	return string(source), refusals
}

// programs are the files in testdata, each of a package that has a function Run, which prints.
func programs(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.go")
	require.NoError(t, err)
	return files
}

// TestGolden compares what a construct becomes with what it became.
func TestGolden(t *testing.T) {
	imports := exported(t)
	files, err := filepath.Glob("testdata/tests/*.go")
	require.NoError(t, err)
	for _, path := range append(programs(t), files...) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, refusals := rewritten(t, imports, path)
			if refusals != "" {
				text += "\n-- refused --\n" + refusals
			}
			golden := strings.TrimSuffix(path, ".go") + ".golden"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(text), 0o666))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), text)
		})
	}
}

// TestSame has rewritten programs print what the originals do, outside of an exploration and inside one.
func TestSame(t *testing.T) {
	if raced {
		t.Skip("it builds programs, which is done where the tests run without the race detector")
	}
	dir := t.TempDir()
	overlay := map[string]string{}
	add := func(path, text string) {
		real := filepath.Join(dir, strings.ReplaceAll(path, "/", "_"))
		require.NoError(t, os.WriteFile(real, []byte(text), 0o666))
		abs, err := filepath.Abs(path)
		require.NoError(t, err)
		overlay[abs] = real
	}
	imports := exported(t)
	var names []string
	for _, path := range programs(t) {
		name := strings.TrimSuffix(filepath.Base(path), ".go")
		names = append(names, name)
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		add("run/original/"+name+"/p.go", string(source))
		text, _ := rewritten(t, imports, path)
		add("run/rewritten/"+name+"/p.go", text)
	}
	add("run/main.go", driver(names))
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o666))
	binary := filepath.Join(dir, "run")
	out, err := exec.Command("go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, here+"/run").CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			var outputs []string
			for _, how := range []string{"original", "rewritten", "explored"} {
				out, err := exec.Command(binary, how, name).CombinedOutput()
				require.NoError(t, err, "%s: %s", how, out)
				outputs = append(outputs, string(out))
			}
			assert.NotEmpty(t, outputs[0])
			assert.Equal(t, outputs[0], outputs[1], "rewritten")
			assert.Equal(t, outputs[0], outputs[2], "explored")
		})
	}
}

// TestExplorations has the tests of a package explored: they say themselves what they are to find.
func TestExplorations(t *testing.T) {
	if raced {
		t.Skip("it builds programs, which is done where the tests run without the race detector")
	}
	path := "testdata/tests/a_test.go"
	text, refusals := rewritten(t, exported(t), path)
	require.Empty(t, refusals)
	dir := t.TempDir()
	file, list := filepath.Join(dir, "a_test.go"), filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o666))
	abs, err := filepath.Abs("run/a_test.go")
	require.NoError(t, err)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{abs: file}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(list, overlay, 0o666))
	binary := filepath.Join(dir, "run.test")
	out, err := exec.Command("go", "test", "-c", "-vet=off", "-o", binary, "-overlay", list, here+"/run").CombinedOutput()
	require.NoError(t, err, "%s", out)
	out, _ = exec.Command(binary, "-test.v").CombinedOutput()
	for _, want := range []string{"--- PASS: TestAgain", "--- PASS: TestOne", "--- PASS: TestNothing", "--- SKIP: TestUnchosen", "--- PASS: TestOuter", "--- FAIL: TestRace", "a_test.go:38", "data race"} {
		assert.Contains(t, string(out), want)
	}
}

// driver is a program that runs one of the others.
func driver(names []string) string {
	imports, table := "", ""
	for _, name := range names {
		for _, how := range []string{"original", "rewritten"} {
			imports += fmt.Sprintf("import %s_%s %q\n", how, name, here+"/run/"+how+"/"+name)
			table += fmt.Sprintf("\t%q: %s_%s.Run,\n", how+" "+name, how, name)
		}
	}
	return fmt.Sprintf(`package main

import "os"
import "fmt"
import "%s/explore"
%s
var programs = map[string]func(){
%s}

func main() {
	if os.Args[1] != "explored" {
		programs[os.Args[1]+" "+os.Args[2]]()
		return
	}
	out := os.Stdout
	report := explore.Run(func(t *explore.T) {
		programs["rewritten "+os.Args[2]]()
		os.Stdout, _ = os.Open(os.DevNull) // the first execution is the one to look at
	}, explore.Executions(1), explore.IgnoreRaces())
	if report.Failed() {
		fmt.Fprintln(out, report)
	}
}
`, module, imports, table)
}
