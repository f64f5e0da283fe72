package sync_test

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every exported name of the real package is here, and so are all methods and fields.
func TestAPI(t *testing.T) {
	ours := api(t, "github.com/counterpoint-go/counterpoint/explore/shim/sync")
	for _, line := range api(t, "sync") {
		if !slices.Contains(ours, line) {
			t.Errorf("missing: %s", line)
		}
	}
}

// api returns what a package exports, a line each.
func api(t *testing.T, path string) (lines []string) {
	t.Helper()
	pkg, err := importer.ForCompiler(token.NewFileSet(), "gc", exportData).Import(path)
	require.NoError(t, err)
	for _, name := range pkg.Scope().Names() {
		if o := pkg.Scope().Lookup(name); o.Exported() {
			lines = append(lines, members(o)...)
		}
	}
	return lines
}

// exportData has the go command compile the package.
func exportData(path string) (io.ReadCloser, error) {
	file, err := exec.Command("go", "list", "-export", "-f", "{{.Export}}", path).Output()
	if err != nil {
		return nil, err
	}
	return os.Open(strings.TrimSpace(string(file)))
}

// members returns an exported name with what can be selected from it.
func members(o types.Object) (lines []string) {
	name, ok := o.(*types.TypeName)
	if !ok {
		return []string{o.Name() + " " + typeString(o.Type())}
	}
	typ := name.Type()
	lines = append(lines, "type "+typeString(typ))
	if s, ok := typ.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				lines = append(lines, fmt.Sprintf("%s.%s %s", o.Name(), f.Name(), typeString(f.Type())))
			}
		}
	}
	if !types.IsInterface(typ) {
		typ = types.NewPointer(typ)
	}
	for m := range types.NewMethodSet(typ).Methods() {
		if m.Obj().Exported() {
			lines = append(lines, fmt.Sprintf("%s.%s %s", o.Name(), m.Obj().Name(), typeString(m.Type())))
		}
	}
	return lines
}

// typeString returns a type without the names of parameters and results.
func typeString(t types.Type) string {
	s, ok := t.(*types.Signature)
	if !ok {
		return types.TypeString(t, (*types.Package).Name)
	}
	list := func(vars *types.Tuple) string {
		var ts []string
		for v := range vars.Variables() {
			ts = append(ts, typeString(v.Type()))
		}
		return "(" + strings.Join(ts, ", ") + ")"
	}
	text := "func"
	for p := range s.TypeParams().TypeParams() {
		text += fmt.Sprintf("[%v %v]", p, p.Constraint())
	}
	text += list(s.Params()) + list(s.Results())
	if s.Variadic() {
		text += "..."
	}
	return text
}
