package instrument

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isTest says whether a function is one that the go command runs as a test.
func (r *rewriting) isTest(o types.Object) bool {
	fun, ok := o.(*types.Func)
	if !ok || fun.Pkg() != r.Types || !strings.HasSuffix(r.Fset.File(fun.Pos()).Name(), "_test.go") {
		return false
	}
	name, ok := strings.CutPrefix(fun.Name(), "Test")
	if first, _ := utf8.DecodeRuneInString(name); !ok || unicode.IsLower(first) || fun.Signature().Recv() != nil {
		return false
	}
	params := fun.Signature().Params()
	return params.Len() == 1 && types.TypeString(params.At(0).Type(), nil) == "*testing.T"
}

// innerName is the name of the body of a test that others call too.
func innerName(test string) string { return "_cp_" + test }

// testName has what calls a test call its body.
func (f *file) testName(id *ast.Ident) {
	if f.isTest(f.Info.Uses[id]) {
		f.replace(id.Pos(), id.End(), innerName(id.Name))
	}
}

// test rewrites a test: it keeps its name and takes what the go command passes, and its body is one of explore's.
func (f *file) test(d *ast.FuncDecl) {
	f.imports["testing"] = true
	head := "(_cp_t *" + testName + "T) { "
	if f.Explored == nil || f.Explored(d.Name.Name) {
		head += f.shim("runner") + "Test(_cp_t, "
	} else {
		head += `_cp_t.Skip("not chosen to be explored"); _ = (`
	}
	if f.used[f.Info.Defs[d.Name]] {
		inner := innerName(d.Name.Name)
		f.insert(d.Type.Params.Pos(), head+inner+") }; func "+inner)
		return
	}
	f.insert(d.Type.Params.Pos(), head+"func")
	f.insert(d.End(), ") }")
}

// leave has a test that was refused be skipped, with a T of the real package. Nothing of it is compiled.
func (f *file) leave(d *ast.FuncDecl) {
	f.imports["testing"] = true
	f.replace(d.Type.Params.Pos(), d.End(), "(_cp_t *"+testName+`T) { _cp_t.Skip("cannot be explored") }`)
}
