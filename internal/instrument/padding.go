package instrument

import (
	"go/ast"
	"go/types"
)

// padding has arrays in a type that fill it up to some size, as a cache line's, stay as long as they are: the types of
// the shims are larger than the real ones, and what is left for an array may be less than nothing.
func (f *file) padding(d *ast.GenDecl) {
	ast.Inspect(d, func(n ast.Node) bool {
		if a, ok := n.(*ast.ArrayType); ok && a.Len != nil {
			f.lengths(a.Len)
		}
		return true
	})
}

// lengths puts the size of what was written in place of that of what is rewritten. The expression stays, as a part that
// comes to nothing, so that what it names is used.
func (f *file) lengths(length ast.Expr) {
	ast.Inspect(length, func(n ast.Node) bool {
		e, ok := n.(*ast.CallExpr)
		if !ok || f.Info.Types[e].Value == nil {
			return true
		}
		s, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if o, ok := f.Info.Uses[s.Sel].(*types.Builtin); ok && o.Name() == "Sizeof" {
			f.insert(e.Pos(), "("+f.Info.Types[e].Value.String()+"+0*")
			f.insert(e.End(), ")")
		}
		return true
	})
}
