package instrument

import (
	"go/ast"
	"go/types"
)

// under returns the type that decides what can be done to a value: of a type parameter, the one that those of its
// type set have in common.
func under(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	var core types.Type
	i := p.Constraint().Underlying().(*types.Interface)
	for j := range i.NumEmbeddeds() {
		e := i.EmbeddedType(j)
		if u, ok := e.(*types.Union); ok {
			if u.Len() != 1 {
				continue
			}
			e = u.Term(0).Type()
		}
		core = under(e)
	}
	if core == nil {
		return i
	}
	return core
}

// isA says whether the type of an expression is underneath a T.
func isA[T types.Type](f *file, e ast.Expr) bool {
	_, ok := under(f.typeOf(e)).(T)
	return ok
}

// variable returns the variable that an expression names, nil if none.
func (f *file) variable(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := f.Info.ObjectOf(e).(*types.Var)
		return v
	case *ast.SelectorExpr:
		if f.Info.Selections[e] == nil {
			v, _ := f.Info.Uses[e.Sel].(*types.Var)
			return v
		}
	}
	return nil
}

// isAccess says whether to read an expression, or assign to it, is an access to shared memory. The whole path from
// a variable or pointer down to a field or element is one access.
func (f *file) isAccess(e ast.Expr) bool {
	e = ast.Unparen(e)
	if v := f.variable(e); v != nil {
		return f.isShared(v)
	}
	switch e := e.(type) {
	case *ast.SelectorExpr:
		selection := f.Info.Selections[e]
		return selection != nil && selection.Kind() == types.FieldVal && (selection.Indirect() || f.isAccess(e.X))
	case *ast.IndexExpr:
		switch {
		case isA[*types.Slice](f, e.X), isA[*types.Pointer](f, e.X):
			return true
		case isA[*types.Array](f, e.X):
			return f.isAccess(e.X)
		}
	case *ast.StarExpr:
		return true
	}
	return false
}

// path rewrites what is evaluated on the way to an expression that is not itself read: the operand of &, or the
// left side of an assignment.
func (f *file) path(e ast.Expr) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		f.path(e.X)
	case *ast.SelectorExpr:
		f.fieldPath(e)
	case *ast.IndexExpr:
		switch {
		case isA[*types.Array](f, e.X):
			f.path(e.X)
			f.scope(e.Index)
		case isA[*types.Map](f, e.X): // part of an entry
			f.expr(e)
		default:
			f.scope(e.X)
			f.scope(e.Index)
		}
	case *ast.StarExpr:
		f.expr(e.X)
	case *ast.Ident:
	default:
		f.expr(e)
	}
}

// fieldPath is path of a field. Pointers that are embedded on the way to it are read.
func (f *file) fieldPath(e *ast.SelectorExpr) {
	selection := f.Info.Selections[e]
	if selection == nil {
		return // of a package
	}
	before, after, _, _ := f.embedded(e, selection)
	f.insert(e.X.Pos(), before)
	f.operand(e.X)
	f.insert(e.X.End(), after)
}

// operand rewrites what something is selected from.
func (f *file) operand(x ast.Expr) {
	if isA[*types.Pointer](f, x) {
		f.expr(x)
	} else {
		f.path(x)
	}
}

// embedded returns the text around x in x.f that reads the pointers that are embedded between the two; and the type
// that has f or a pointer to which has it, and whether that is in shared memory.
func (f *file) embedded(e *ast.SelectorExpr, selection *types.Selection) (before, after string, t types.Type, shared bool) {
	t = selection.Recv()
	shared = !isPointer(t) && f.isAccess(e.X)
	index := selection.Index()
	for _, i := range index[:len(index)-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t, shared = p.Elem(), true
		}
		s, ok := under(t).(*types.Struct)
		if !ok {
			return "", "", t, false
		}
		field := s.Field(i)
		if !field.Exported() && field.Pkg() != f.Types {
			return "", "", field.Type(), false // has no name here
		}
		t = field.Type()
		after += "." + field.Name()
		if isPointer(t) && shared {
			before = f.memory() + "Load(&" + before
			after += ")"
		}
	}
	return before, after, t, shared
}

// selector rewrites what stands in front of the method in x.m, or the reading of the field x.f.
func (f *file) selector(e *ast.SelectorExpr) {
	selection := f.Info.Selections[e]
	if selection == nil || selection.Kind() == types.MethodExpr {
		return
	}
	if selection.Kind() == types.FieldVal {
		f.fieldPath(e) // of a value that is nobody else's
		return
	}
	before, after, t, shared := f.embedded(e, selection)
	recv := selection.Obj().(*types.Func).Signature().Recv().Type()
	isCopied := false
	switch pointer := isPointer(t); {
	case isPointer(types.Unalias(recv)):
	case pointer && !types.IsInterface(recv): // what it points to is copied
		before, after, isCopied = f.memory()+"Load("+before, after+")", true
	case !pointer && shared:
		before, after, isCopied = f.memory()+"Load(&"+before, after+")", !types.IsInterface(recv)
	}
	receiver := func() { f.wrap(e.X, before, after, func() { f.operand(e.X) }) }
	if isCopied && f.isReadLate(e.X) {
		f.announce(e.X, receiver)
		return
	}
	receiver()
}
