package instrument

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isTest says whether a function is one that the go command runs as a test.
func isTest(f *file, d *ast.FuncDecl) bool {
	name, ok := strings.CutPrefix(d.Name.Name, "Test")
	if r, _ := utf8.DecodeRuneInString(name); !ok || unicode.IsLower(r) || d.Recv != nil || !strings.HasSuffix(f.name, "_test.go") {
		return false
	}
	params := f.Info.Defs[d.Name].(*types.Func).Signature().Params()
	return params.Len() == 1 && types.TypeString(params.At(0).Type(), nil) == "*testing.T"
}

// test rewrites a test: it keeps its name and takes what the go command passes, and its body is one of explore's.
func (f *file) test(d *ast.FuncDecl) {
	f.imports["testing"] = true
	head := "(_cp_t *" + testName + "T) { "
	if f.Explored == nil || f.Explored(d.Name.Name) {
		head += f.shim("runner") + "Test(_cp_t, func"
	} else {
		head += `_cp_t.Skip("not chosen to be explored"); _ = (func`
	}
	f.insert(d.Type.Params.Pos(), head)
	f.insert(d.End(), ") }")
}
