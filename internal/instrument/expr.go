package instrument

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (f *file) exprs(es ...ast.Expr) {
	for _, e := range es {
		f.expr(e)
	}
}

// plain rewrites an expression as if nothing was beside it.
func (f *file) plain(e ast.Expr) {
	if _, ok := e.(*ast.ParenExpr); !ok && f.isAccess(e) {
		f.read(e)
		return
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		f.expr(e.X)
	case *ast.SelectorExpr:
		f.selector(e)
	case *ast.IndexExpr:
		f.indexed(e)
	case *ast.Ident:
		f.testName(e)
	case *ast.IndexListExpr, *ast.BasicLit: // an instance of a generic function, and what is no access
	case *ast.SliceExpr:
		f.slice(e)
	case *ast.StarExpr:
		f.expr(e.X)
	case *ast.UnaryExpr:
		f.unary(e)
	case *ast.BinaryExpr:
		if e.Op == token.LAND || e.Op == token.LOR {
			f.scope(e.X)
			f.scope(e.Y)
			return
		}
		f.exprs(e.X, e.Y)
	case *ast.CallExpr:
		f.call(e)
	case *ast.CompositeLit:
		f.literal(e)
	case *ast.TypeAssertExpr:
		if isPointer(f.typeOf(e)) { // which is the value itself, and is taken out late
			f.expr(e.X)
		} else {
			f.scope(e.X)
		}
	case *ast.FuncLit:
		f.inGroup(group{}, func() { f.functionBody(e.Type, e.Body) })
	}
}

func (f *file) indexed(e *ast.IndexExpr) {
	switch under(f.typeOf(e.X)).(type) {
	case *types.Map:
		at := func() { f.mapAccess(e, ").At(") }
		if f.isReadLate(e) {
			f.announce(e, at)
			return
		}
		at()
	case *types.Signature:
	default:
		f.exprs(e.X, e.Index)
	}
}

// mapAccess rewrites m[k] as a call of a method of memory's map, up to the closing parenthesis, which it puts in
// the place of the closing bracket.
func (f *file) mapAccess(e *ast.IndexExpr, method string) {
	f.mapKey(e, method)
	f.replace(e.Rbrack, e.Rbrack+1, ")")
}

func (f *file) mapKey(e *ast.IndexExpr, method string) {
	f.insert(e.Pos(), f.memory()+"MapOf(")
	f.scope(e.X)
	f.replace(e.Lbrack, e.Lbrack+1, method)
	f.scope(e.Index)
}

func (f *file) slice(e *ast.SliceExpr) {
	if isA[*types.Array](f, e.X) {
		f.path(e.X)
		f.scope(e.Low, e.High, e.Max)
		return
	}
	f.scope(e.X, e.Low, e.High, e.Max)
}

func (f *file) unary(e *ast.UnaryExpr) {
	switch lit, isLit := ast.Unparen(e.X).(*ast.CompositeLit); {
	case e.Op == token.ARROW:
		f.receive(e, "Recv(")
	case e.Op == token.AND && isLit:
		f.allocated(e, func() { f.composite(lit) })
	case e.Op == token.AND:
		f.path(e.X)
	default:
		f.expr(e.X)
	}
}

func (f *file) receive(e *ast.UnaryExpr, function string) {
	f.replace(e.OpPos, e.OpPos+2, f.channel()+function)
	f.scope(e.X)
	f.insert(e.End(), ")")
}

func (f *file) composite(e *ast.CompositeLit) {
	_, isMap := deref(under(f.typeOf(e))).(*types.Map)
	for _, elt := range e.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		switch {
		case isMap: // an entry is made, and then the next
			f.scope(kv.Key, kv.Value)
		case ok: // the key is a field, or a constant
			f.expr(kv.Value)
		default:
			f.expr(elt)
		}
	}
}

// deref returns what a pointer points to; a composite literal in another one may leave out its &T.
func deref(t types.Type) types.Type {
	if p, ok := t.(*types.Pointer); ok {
		return p.Elem().Underlying()
	}
	return t
}

// commaOk rewrites an expression of two values that is no call, and says whether it is one.
func (f *file) commaOk(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			f.receive(e, "Recv2(")
			return true
		}
	case *ast.IndexExpr:
		if isA[*types.Map](f, e.X) {
			f.mapAccess(e, ").At2(")
			return true
		}
	}
	return false
}
