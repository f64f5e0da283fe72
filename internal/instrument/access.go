package instrument

import (
	"go/ast"
	"go/token"
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
		if isA[*types.Array](f, e.X) {
			f.path(e.X)
			f.scope(e.Index)
		} else if t := under(f.typeOf(e.X)); t != nil {
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
	switch pointer := isPointer(t); {
	case isPointer(types.Unalias(recv)):
	case pointer && !types.IsInterface(recv): // what it points to is copied
		before, after = f.memory()+"Load("+before, after+")"
	case !pointer && shared:
		before, after = f.memory()+"Load(&"+before, after+")"
	}
	f.insert(e.X.Pos(), before)
	f.operand(e.X)
	f.insert(e.X.End(), after)
}

// read rewrites the reading of shared memory.
func (f *file) read(e ast.Expr) {
	if f.isReadLate(e) {
		f.group.loads = append(f.group.loads, f.rendered(e, func() { f.load(e) }))
		return
	}
	f.load(e)
}

func (f *file) load(e ast.Expr) {
	saved := f.group
	f.group = group{}
	f.wrap(e, f.memory()+"Load(&", ")", func() { f.path(e) })
	f.group = saved
}

// A group is the operands that are read when the calls among them have been made: those of one call, or of one
// statement.
type group struct {
	last  ast.Expr // the last call
	loads []string // the reads in front of it
}

// scope rewrites expressions that are a group of their own.
func (f *file) scope(es ...ast.Expr) {
	saved := f.group
	f.group = group{last: f.lastCall(es)}
	f.exprs(es...)
	f.group = saved
}

// isReadLate says whether gc reads e behind a call that the text has behind e.
func (f *file) isReadLate(e ast.Expr) bool {
	return f.group.last != nil && e.End() <= f.group.last.Pos() && f.lastCall([]ast.Expr{e}) == nil
}

// lastCall returns the last call, receive or look into a map among operands, nil if there is none whose value could
// be passed on.
func (f *file) lastCall(es []ast.Expr) (last ast.Expr) {
	for _, e := range es {
		ast.Inspect(e, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if ok && f.isCall(e) {
				last = e
				return false
			}
			return !isScope(n)
		})
	}
	if last != nil && !f.isOne(last) {
		return nil
	}
	return last
}

// isScope says whether what is below a node is evaluated apart from what is beside it.
func isScope(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.FuncLit:
		return true
	case *ast.BinaryExpr:
		return n.Op == token.LAND || n.Op == token.LOR
	}
	return false
}

func (f *file) isCall(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CallExpr:
		t := f.Info.Types[e.Fun]
		return !t.IsType() && !t.IsBuiltin()
	case *ast.UnaryExpr:
		return e.Op == token.ARROW
	case *ast.IndexExpr:
		return isA[*types.Map](f, e.X)
	}
	return false
}

// isOne says whether an expression has one value.
func (f *file) isOne(e ast.Expr) bool {
	tv := f.Info.Types[e]
	_, isTuple := tv.Type.(*types.Tuple)
	return tv.IsValue() && !isTuple
}
