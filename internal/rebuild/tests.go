package rebuild

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tests returns the names of the tests of a package, in the order in which go test runs them.
func (p *Program) Tests(importPath string) (names []string) {
	for _, u := range p.Best() {
		if u.ImportPath() != importPath {
			continue
		}
		for _, f := range u.Syntax {
			if !strings.HasSuffix(p.Fset.Position(f.Package).Filename, "_test.go") {
				continue
			}
			for _, decl := range f.Decls {
				if d, ok := decl.(*ast.FuncDecl); ok && u.isTest(d) {
					names = append(names, d.Name.Name)
				}
			}
		}
	}
	return names
}

// isTest says whether go test takes the function for a test.
func (u *Unit) isTest(d *ast.FuncDecl) bool {
	rest, ok := strings.CutPrefix(d.Name.Name, "Test")
	first, _ := utf8.DecodeRuneInString(rest)
	f, isFunc := u.TypesInfo.Defs[d.Name].(*types.Func)
	if !ok || rest != "" && unicode.IsLower(first) || !isFunc || d.Recv != nil || f.Signature().TypeParams() != nil {
		return false
	}
	params := f.Signature().Params()
	return params.Len() == 1 && types.TypeString(params.At(0).Type(), nil) == "*testing.T"
}
