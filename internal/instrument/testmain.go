package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
)

// findPrepared finds the variables that TestMain prepares for the tests, itself or in functions of the package that it
// calls: they keep what they are given there, since TestMain is called once.
func (r *rewriting) findPrepared() {
	decls := map[types.Object]*ast.FuncDecl{}
	var todo []*ast.FuncDecl
	for _, f := range r.Files {
		for _, d := range f.Decls {
			if d, ok := d.(*ast.FuncDecl); ok && d.Body != nil {
				decls[r.Info.Defs[d.Name]] = d
				if d.Recv == nil && d.Name.Name == "TestMain" {
					todo = append(todo, d)
				}
			}
		}
	}
	for len(todo) > 0 {
		d := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		ast.Inspect(d.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident: // a function that is named is called, or may be
				if o := r.Info.Uses[n]; decls[o] != nil {
					todo = append(todo, decls[o])
					delete(decls, o)
				}
			case *ast.AssignStmt:
				for _, x := range n.Lhs {
					r.prepare(x)
				}
			case *ast.IncDecStmt:
				r.prepare(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					r.prepare(n.X)
				}
			case *ast.CallExpr:
				if s, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && r.Info.Selections[s] != nil {
					r.prepare(s.X) // a method may change what it is called on
				}
			}
			return true
		})
	}
}

// prepare notes that what an operand is part of, or points to, may have been changed.
func (r *rewriting) prepare(x ast.Expr) {
	for {
		switch e := x.(type) {
		case *ast.ParenExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.IndexExpr:
			x = e.X
		case *ast.SelectorExpr:
			x = e.X
		case *ast.Ident:
			if v, ok := r.Info.Uses[e].(*types.Var); ok && v.Parent() == r.Types.Scope() {
				r.prepared[v] = true
			}
			return
		default:
			return
		}
	}
}
