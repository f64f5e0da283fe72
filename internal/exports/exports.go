// Package exports is for tests that compare what two packages export.
package exports

import (
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	_ "github.com/counterpoint-go/counterpoint/internal/exitsoon" // for the tests that import this package
)

// Of returns what a package declares, as the go command has compiled it.
func Of(t *testing.T, path string) *types.Scope {
	t.Helper()
	pkg, err := importer.ForCompiler(token.NewFileSet(), "gc", compiled).Import(path)
	require.NoError(t, err)
	return pkg.Scope()
}

// compiled has the go command compile the package.
func compiled(path string) (io.ReadCloser, error) {
	file, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", path).Output()
	if err != nil {
		return nil, err
	}
	return os.Open(strings.TrimSpace(string(file)))
}

// Mirrors fails the test for every name that a package exports and its twin does not have, or the other way round, and
// for every method of a type that the twin's lacks.
func Mirrors(t *testing.T, path, twin string) {
	t.Helper()
	real, ours := Of(t, path), Of(t, twin)
	for _, name := range real.Names() {
		object := real.Lookup(name)
		if !object.Exported() {
			continue
		}
		same := ours.Lookup(name)
		if !assert.NotNil(t, same, "%s.%s", path, name) {
			continue
		}
		methods := types.NewMethodSet(types.NewPointer(types.Unalias(same.Type())))
		for method := range types.NewMethodSet(types.NewPointer(object.Type())).Methods() {
			if method.Obj().Exported() {
				assert.NotNil(t, methods.Lookup(nil, method.Obj().Name()), "%s.%s.%s", path, name, method.Obj().Name())
			}
		}
	}
	for _, name := range ours.Names() {
		if same := ours.Lookup(name); same.Exported() {
			assert.NotNil(t, real.Lookup(name), "%s is not of %s", name, path)
		}
	}
}
