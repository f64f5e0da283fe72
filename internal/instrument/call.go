package instrument

import (
	"fmt"
	"go/ast"
	"go/types"
)

// call rewrites a call. Its operands are a group: they are read right before it is made.
func (f *file) call(e *ast.CallExpr) {
	switch t := f.Info.Types[e.Fun]; {
	case t.IsType():
		f.conversion(e)
	case t.IsBuiltin():
		f.builtin(e, builtinName(e))
	default:
		operands := func() { f.scope(append([]ast.Expr{e.Fun}, e.Args...)...) }
		if f.goleak(e, operands) || f.outside(e, operands) {
			return
		}
		if c := f.foreign(e); c != nil {
			c.rewrite()
			return
		}
		operands()
	}
}

// conversion rewrites a conversion. One from a slice to a string looks at all elements, and one to an array at as many
// as that has.
func (f *file) conversion(e *ast.CallExpr) {
	function, after := "", ")"
	switch to := under(f.typeOf(e)).(type) {
	case *types.Array:
		function, after = "First(", fmt.Sprintf(", %d)", to.Len())
	case *types.Basic:
		if to.Info()&types.IsString != 0 {
			function = "Elems("
		}
	}
	if function == "" || !isA[*types.Slice](f, e.Args[0]) {
		f.exprs(e.Args...)
		return
	}
	f.wrap(e.Args[0], f.memory()+function, after, func() { f.scope(e.Args...) })
}

// builtinName returns the name of a built-in function, that of one of package unsafe too.
func builtinName(e *ast.CallExpr) string {
	switch fun := ast.Unparen(e.Fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	}
	return ""
}

// builtin rewrites a call of a built-in function.
func (f *file) builtin(e *ast.CallExpr, name string) {
	if len(e.Args) == 1 && f.Info.Types[e.Args[0]].IsValue() && !f.isOne(e.Args[0]) {
		f.refuse(e.Pos(), "%s of all that a call returns: the accesses to memory are not seen", name)
		f.scope(e.Args...)
		return
	}
	switch name {
	case "len":
		f.length(e)
	case "append":
		f.appending(e)
	case "copy":
		function := f.memory() + "Copy"
		if !isA[*types.Slice](f, e.Args[1]) {
			function += "String"
		}
		f.callee(e, function)
		f.scope(e.Args[0])
		f.scope(e.Args[1])
	case "clear":
		if isA[*types.Map](f, e.Args[0]) {
			f.callee(e, f.memory()+"MapOf")
			f.insert(e.End(), ".Clear()")
		} else {
			f.callee(e, f.memory()+"Clear")
		}
		f.scope(e.Args...)
	case "delete":
		f.callee(e, f.memory()+"MapOf")
		f.scope(e.Args[0])
		f.replace(e.Args[0].End(), e.Args[1].Pos(), ").Delete(")
		f.scope(e.Args[1])
	case "close":
		f.callee(e, f.channel()+"Close")
		f.scope(e.Args...)
	case "make":
		f.making(e)
	case "new":
		f.allocated(e, func() {
			if !f.Info.Types[e.Args[0]].IsType() {
				f.scope(e.Args...)
			}
		})
	default:
		f.scope(e.Args...)
	}
}

// callee replaces the function that is called.
func (f *file) callee(e *ast.CallExpr, function string) {
	f.replace(e.Fun.Pos(), e.Fun.End(), function)
}

func (f *file) length(e *ast.CallExpr) {
	x := e.Args[0]
	switch t := under(f.typeOf(x)).(type) {
	case *types.Map:
		f.callee(e, f.memory()+"MapOf")
		f.scope(x)
		f.insert(e.End(), ".Len()")
	case *types.Chan:
		if t.Dir() == types.SendOnly {
			f.callee(e, f.channel()+"To")
			f.insert(e.End(), ".Len()")
		} else {
			f.callee(e, f.channel()+"Len")
		}
		f.scope(x)
	case *types.Array:
		f.path(x)
	default:
		f.scope(x)
	}
}

func (f *file) appending(e *ast.CallExpr) {
	if f.Info.Types[e.Args[0]].IsNil() {
		return
	}
	if e.Ellipsis.IsValid() && !isA[*types.Slice](f, e.Args[1]) && !f.Info.Types[e.Args[1]].IsNil() {
		f.callee(e, f.memory()+"AppendString")
		f.scope(e.Args[0])
		f.scope(e.Args[1])
		f.replace(e.Ellipsis, e.Ellipsis+3, "")
		return
	}
	f.callee(e, f.memory()+"SliceOf")
	f.scope(e.Args[0])
	if len(e.Args) == 1 {
		f.insert(e.End(), ".Append()")
		return
	}
	method := ").Append("
	if e.Ellipsis.IsValid() {
		method = ").AppendSlice("
		f.replace(e.Ellipsis, e.Ellipsis+3, "")
	}
	f.replace(e.Args[0].End(), e.Args[1].Pos(), method)
	f.scope(e.Args[1:]...)
}

// making rewrites make. A channel is known to the execution from the start.
func (f *file) making(e *ast.CallExpr) {
	c, ok := under(f.typeOf(e)).(*types.Chan)
	if !ok || c.Dir() != types.SendRecv {
		f.allocated(e, func() { f.scope(e.Args[1:]...) })
		return
	}
	f.wrap(e, f.channel()+"Made(", ")", func() { f.scope(e.Args[1:]...) })
}
