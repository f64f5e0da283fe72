package runtime_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every exported name of the real package is here, and means the same to the compiler.
func TestAPI(t *testing.T) {
	fset := token.NewFileSet()
	std := importer.Default()
	theirs, err := std.Import("runtime")
	require.NoError(t, err)
	names, err := filepath.Glob("*.go")
	require.NoError(t, err)
	var files []*ast.File
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
			require.NoError(t, err)
			files = append(files, f)
		}
	}
	// What is exported does not speak of packages outside of the standard library.
	conf := types.Config{Importer: std, IgnoreFuncBodies: true, Error: func(error) {}}
	ours, _ := conf.Check("ours", fset, files, nil)

	bare := func(p *types.Package) string {
		if p == ours || p == theirs {
			return ""
		}
		return p.Path()
	}
	for _, name := range theirs.Scope().Names() {
		if !token.IsExported(name) {
			continue
		}
		want, got := theirs.Scope().Lookup(name), ours.Scope().Lookup(name)
		switch w := want.(type) {
		case *types.TypeName: // the very same, so that values go in and out
			if got == nil || !types.Identical(got.Type(), w.Type()) {
				t.Errorf("missing: type %s = runtime.%s", name, name)
			}
		case *types.Const:
			if c, ok := got.(*types.Const); !ok || c.Val().ExactString() != w.Val().ExactString() {
				t.Errorf("missing: const %s = %s", name, w.Val())
			}
		default:
			kind := fmt.Sprintf("%T", want)
			if got == nil || fmt.Sprintf("%T", got) != kind || signature(got, bare) != signature(want, bare) {
				t.Errorf("missing: %s", types.ObjectString(want, bare))
			}
		}
	}
}

// signature returns the type of a function or variable without the names of parameters and results.
func signature(o types.Object, q types.Qualifier) string {
	s, ok := o.Type().(*types.Signature)
	if !ok {
		return types.TypeString(o.Type(), q)
	}
	unnamed := func(vars *types.Tuple) *types.Tuple {
		var vs []*types.Var
		for v := range vars.Variables() {
			vs = append(vs, types.NewParam(token.NoPos, nil, "", v.Type()))
		}
		return types.NewTuple(vs...)
	}
	var params []string
	for p := range s.TypeParams().TypeParams() {
		params = append(params, p.String()+" "+types.TypeString(p.Constraint(), q))
	}
	plain := types.NewSignatureType(nil, nil, nil, unnamed(s.Params()), unnamed(s.Results()), s.Variadic())
	return fmt.Sprint(params, types.TypeString(plain, q))
}
