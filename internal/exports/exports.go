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
