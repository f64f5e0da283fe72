package instrument_test

import (
	"cmp"
	"encoding/json"
	"go/importer"
	"go/token"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/counterpoint-go/counterpoint/internal/instrument"
)

// A listed is a package as the go command lists it.
type listed struct {
	Dir, ImportPath, Export, ForTest string
	GoFiles, CgoFiles                []string
	Standard                         bool
	ImportMap                        map[string]string
	Module                           *struct{ GoVersion string }
}

// TestCompiles rewrites packages of this module with their tests, and has all of it compiled together.
func TestCompiles(t *testing.T) {
	if raced {
		t.Skip("it builds programs, which is done where the tests run without the race detector")
	}
	if testing.Short() {
		t.Skip("compiles for some seconds")
	}
	patterns := strings.Fields(os.Getenv("INSTRUMENT_PACKAGES"))
	if len(patterns) == 0 {
		for _, lesson := range []string{"counter", "mutex", "atomic", "immutable", "tls", "lockfree", "csp", "deadlock", "counter/countertest"} {
			patterns = append(patterns, module+"/"+lesson)
		}
	}
	packages := list(t, append([]string{"-test"}, patterns...)...)
	dir := t.TempDir()
	overlay := map[string]string{}
	written := 0
	for _, p := range slices.SortedFunc(maps.Values(packages), testsLast) {
		if !isOurs(p.ImportPath) || strings.HasSuffix(p.ImportPath, ".test") || strings.Contains(p.ImportPath, "/explore") || len(p.CgoFiles) > 0 {
			continue
		}
		for name, text := range rewriteListed(t, packages, p, &instrument.Config{Rewritten: isOurs}) {
			file := filepath.Join(dir, strconv.Itoa(written)+filepath.Base(name))
			written++
			require.NoError(t, os.WriteFile(file, text, 0o666))
			overlay[name] = file
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": overlay})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.json"), text, 0o666))
	vet := exec.Command("go", append([]string{"test", "-vet=off", "-run=^$", "-overlay", filepath.Join(dir, "overlay.json")}, patterns...)...)
	out, err := vet.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

// testsLast has packages together with their tests come behind those without: what is written last is compiled, with
// the tests and without.
func testsLast(a, b *listed) int {
	return cmp.Or(strings.Count(a.ImportPath, " ")-strings.Count(b.ImportPath, " "), strings.Compare(a.ImportPath, b.ImportPath))
}

// isOurs says whether a package is rewritten: what the go command keeps in its cache cannot be replaced.
func isOurs(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return strings.HasPrefix(path, module) || os.Getenv("INSTRUMENT_PACKAGES") != "" && strings.Contains(first, ".")
}

// list lists packages and what they import, by import path.
func list(t *testing.T, args ...string) map[string]*listed {
	t.Helper()
	list := exec.Command("go", append([]string{"list", "-deps", "-export", "-json"}, args...)...)
	list.Stderr = os.Stderr
	out, err := list.Output()
	require.NoError(t, err)
	packages := map[string]*listed{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p listed
		require.NoError(t, decoder.Decode(&p))
		packages[p.ImportPath] = &p
	}
	return packages
}

// rewriteListed rewrites one of the packages.
func rewriteListed(t *testing.T, packages map[string]*listed, p *listed, c *instrument.Config) map[string][]byte {
	t.Helper()
	sources := map[string][]byte{}
	for _, name := range p.GoFiles {
		name = filepath.Join(p.Dir, name)
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		sources[name] = text
	}
	imports := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if mapped, ok := p.ImportMap[path]; ok {
			path = mapped
		}
		return os.Open(packages[path].Export)
	})
	path, _, _ := strings.Cut(p.ImportPath, " ")
	version := "go1.16" // of a module that does not say
	if p.Standard {
		version = "" // the newest
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		version = "go" + p.Module.GoVersion
	}
	checked := checked(t, imports, path, version, sources)
	result, err := c.Rewrite(checked)
	require.NoError(t, err)
	for _, r := range result.Refusals {
		t.Log(r)
	}
	return result.Files
}
